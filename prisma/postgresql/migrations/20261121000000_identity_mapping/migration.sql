-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "IdentityMapping" (
    "id" TEXT NOT NULL,
    "directory" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "acsResource" TEXT NOT NULL,
    "tombstone" TEXT NOT NULL DEFAULT '',
    "acsUserId" TEXT,
    "claimToken" TEXT,
    "claimedUntil" TIMESTAMP(3),
    "tokenGeneration" INTEGER NOT NULL DEFAULT 0,
    "unusableSince" TIMESTAMP(3),
    "retryAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdentityMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntraGrant" (
    "sessionId" TEXT NOT NULL,
    "directory" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "refreshToken" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EntraGrant_pkey" PRIMARY KEY ("sessionId")
);

-- CreateIndex
CREATE INDEX "IdentityMapping_retryAt_idx" ON "IdentityMapping"("retryAt");

-- CreateIndex
CREATE UNIQUE INDEX "IdentityMapping_directory_subject_acsResource_tombstone_key" ON "IdentityMapping"("directory", "subject", "acsResource", "tombstone");

-- CreateIndex
CREATE INDEX "EntraGrant_directory_subject_idx" ON "EntraGrant"("directory", "subject");

-- CreateIndex
CREATE INDEX "EntraGrant_expiresAt_idx" ON "EntraGrant"("expiresAt");

