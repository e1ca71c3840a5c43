-- CreateIndex
CREATE INDEX "IdentityMapping_acsResource_acsUserId_idx" ON "IdentityMapping"("acsResource", "acsUserId");

-- CreateIndex
CREATE INDEX "IdentityMapping_claimedUntil_idx" ON "IdentityMapping"("claimedUntil");

-- CreateIndex
CREATE INDEX "IdentityMapping_unusableSince_idx" ON "IdentityMapping"("unusableSince");

-- AlterTable: last, because until the end of the transaction it keeps every session from being read.
ALTER TABLE "SessionGeneration" ADD COLUMN     "lastSessionAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "SessionGeneration_lastSessionAt_idx" ON "SessionGeneration"("lastSessionAt");
