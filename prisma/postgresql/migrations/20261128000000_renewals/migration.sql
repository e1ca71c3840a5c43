-- AlterTable
ALTER TABLE "EntraGrant" ADD COLUMN     "renewAt" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "roles" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "EntraGrant_renewAt_idx" ON "EntraGrant"("renewAt");
