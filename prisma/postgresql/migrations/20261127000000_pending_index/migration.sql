-- CreateIndex: of the pending operations alone, which are few, however many mappings there are.
CREATE INDEX "IdentityMapping_pending_idx" ON "IdentityMapping"("acsResource", "retryAt") WHERE "retryAt" IS NOT NULL;

-- DropIndex
DROP INDEX "IdentityMapping_retryAt_idx";
