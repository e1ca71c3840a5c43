-- CreateTable
CREATE TABLE "IdentityMapping" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "directory" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "acsResource" TEXT NOT NULL,
    "tombstone" TEXT NOT NULL DEFAULT '',
    "acsUserId" TEXT,
    "claimToken" TEXT,
    "claimedUntil" DATETIME,
    "tokenGeneration" INTEGER NOT NULL DEFAULT 0,
    "unusableSince" DATETIME,
    "retryAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "EntraGrant" (
    "sessionId" TEXT NOT NULL PRIMARY KEY,
    "directory" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "refreshToken" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "IdentityMapping_retryAt_idx" ON "IdentityMapping"("retryAt");

-- CreateIndex
CREATE UNIQUE INDEX "IdentityMapping_directory_subject_acsResource_tombstone_key" ON "IdentityMapping"("directory", "subject", "acsResource", "tombstone");

-- CreateIndex
CREATE INDEX "EntraGrant_directory_subject_idx" ON "EntraGrant"("directory", "subject");

-- CreateIndex
CREATE INDEX "EntraGrant_expiresAt_idx" ON "EntraGrant"("expiresAt");

