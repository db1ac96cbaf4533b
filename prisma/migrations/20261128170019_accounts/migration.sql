-- CreateEnum
CREATE TYPE "SignUpMode" AS ENUM ('OPEN', 'INVITATION', 'CLOSED');

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "erasedAt" TIMESTAMP(3),
ADD COLUMN     "twoFactorEnabled" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "nextTryAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "two_factor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backupCodes" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failedVerificationCount" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMP(3),

    CONSTRAINT "two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL DEFAULT 'Downstream',
    "signUp" "SignUpMode" NOT NULL DEFAULT 'OPEN',
    "emailDomains" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "requiresVerifiedEmail" BOOLEAN NOT NULL DEFAULT false,
    "requiresTwoFactor" BOOLEAN NOT NULL DEFAULT false,
    "privacyNotice" TEXT NOT NULL DEFAULT '',
    "outboxShown" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "site_invitation" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "siteRole" "SiteRole" NOT NULL DEFAULT 'MEMBER',
    "tokenHash" TEXT NOT NULL,
    "invitedBy" TEXT,
    "mailed" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),

    CONSTRAINT "site_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_confirmation" (
    "tokenHash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "email_confirmation_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE INDEX "two_factor_userId_idx" ON "two_factor"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "site_invitation_tokenHash_key" ON "site_invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "site_invitation_email_idx" ON "site_invitation"("email");

-- CreateIndex
CREATE INDEX "site_invitation_createdAt_id_idx" ON "site_invitation"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "email_confirmation_userId_idx" ON "email_confirmation"("userId");

-- CreateIndex
CREATE INDEX "mail_sentAt_nextTryAt_idx" ON "mail"("sentAt", "nextTryAt");

-- AddForeignKey
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_confirmation" ADD CONSTRAINT "email_confirmation_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Names as contracts/personName.ts has them: composed, without signs that nobody sees, at most 100 characters.
UPDATE "user" SET "name" = left(btrim(regexp_replace(
  normalize("name", NFC),
  '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]', '', 'g')), 100);
UPDATE "user" SET "name" = split_part("email", '@', 1) WHERE "name" = '';
