-- AlterTable
ALTER TABLE "IdentityMapping" ADD COLUMN     "lastIssuedAt" TIMESTAMP(3);
