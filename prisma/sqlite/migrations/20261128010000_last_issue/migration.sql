-- AlterTable
ALTER TABLE "IdentityMapping" ADD COLUMN "lastIssuedAt" DATETIME;
