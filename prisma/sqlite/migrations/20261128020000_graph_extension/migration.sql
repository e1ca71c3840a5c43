-- AlterTable
ALTER TABLE "IdentityMapping" ADD COLUMN "graphExtension" TEXT;
