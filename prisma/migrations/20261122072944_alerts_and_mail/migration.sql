-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('waiting', 'claimed', 'handing', 'sent', 'refused', 'uncertain', 'withdrawn', 'expired');

-- CreateEnum
CREATE TYPE "MailRhythm" AS ENUM ('immediate', 'daily', 'weekly', 'none');

-- AlterTable
ALTER TABLE "OutgoingMail" ADD COLUMN     "academyCode" TEXT,
ADD COLUMN     "answer" TEXT,
ADD COLUMN     "claimId" TEXT,
ADD COLUMN     "claimedAt" TIMESTAMP(3),
ADD COLUMN     "erasedAt" TIMESTAMP(3),
ADD COLUMN     "headers" JSONB,
ADD COLUMN     "membershipId" TEXT,
ADD COLUMN     "nextTryAt" TIMESTAMP(3),
ADD COLUMN     "state" "MailState" NOT NULL DEFAULT 'waiting',
ADD COLUMN     "usableUntil" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Reminder" (
    "id" TEXT NOT NULL,
    "alertKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "objectType" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "byId" TEXT,
    "byName" TEXT NOT NULL,
    "to" TEXT[],

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlertNotice" (
    "userId" TEXT NOT NULL,
    "alertKey" TEXT NOT NULL,
    "toldAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AlertNotice_pkey" PRIMARY KEY ("userId","alertKey")
);

-- CreateTable
CREATE TABLE "MailPreference" (
    "userId" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "rhythm" "MailRhythm" NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MailPreference_pkey" PRIMARY KEY ("userId","family")
);

-- CreateTable
CREATE TABLE "DigestTurn" (
    "userId" TEXT NOT NULL,
    "dailyOn" DATE,
    "weeklyOn" DATE,

    CONSTRAINT "DigestTurn_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "DigestItem" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "toldAt" TIMESTAMP(3),

    CONSTRAINT "DigestItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "lastReadAt" TIMESTAMP(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Reminder_alertKey_at_idx" ON "Reminder"("alertKey", "at");

-- CreateIndex
CREATE INDEX "Reminder_objectType_objectId_idx" ON "Reminder"("objectType", "objectId");

-- CreateIndex
CREATE INDEX "DigestItem_userId_toldAt_idx" ON "DigestItem"("userId", "toldAt");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_hash_key" ON "CalendarFeed"("hash");

-- CreateIndex
CREATE INDEX "CalendarFeed_userId_idx" ON "CalendarFeed"("userId");

-- CreateIndex
CREATE INDEX "OutgoingMail_state_nextTryAt_idx" ON "OutgoingMail"("state", "nextTryAt");

-- CreateIndex
CREATE INDEX "OutgoingMail_academyCode_state_idx" ON "OutgoingMail"("academyCode", "state");

-- AddForeignKey
ALTER TABLE "AlertNotice" ADD CONSTRAINT "AlertNotice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailPreference" ADD CONSTRAINT "MailPreference_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestTurn" ADD CONSTRAINT "DigestTurn_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestItem" ADD CONSTRAINT "DigestItem_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What left before states were kept has left.
UPDATE "OutgoingMail" SET "state" = 'sent' WHERE "sentAt" IS NOT NULL;
