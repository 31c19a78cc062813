-- CreateEnum
CREATE TYPE "TakeoverState" AS ENUM ('preparing', 'running', 'done', 'undone');

-- CreateEnum
CREATE TYPE "TakeoverOutcome" AS ENUM ('created', 'already', 'refused', 'skipped');

-- AlterTable
ALTER TABLE "Convention" ADD COLUMN     "externalReference" TEXT;

-- CreateTable
CREATE TABLE "TakeoverMapping" (
    "academyCode" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "updatedById" TEXT NOT NULL,

    CONSTRAINT "TakeoverMapping_pkey" PRIMARY KEY ("academyCode")
);

-- CreateTable
CREATE TABLE "Takeover" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sheet" TEXT,
    "state" "TakeoverState" NOT NULL DEFAULT 'preparing',
    "version" INTEGER NOT NULL DEFAULT 1,
    "heads" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "columns" JSONB NOT NULL,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "workId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "confirmedAt" TIMESTAMP(3),
    "undoneAt" TIMESTAMP(3),

    CONSTRAINT "Takeover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TakeoverLine" (
    "takeoverId" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "outcome" "TakeoverOutcome" NOT NULL,
    "reasons" TEXT[],
    "conventionId" TEXT,
    "traces" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER,

    CONSTRAINT "TakeoverLine_pkey" PRIMARY KEY ("takeoverId","line")
);

-- CreateTable
CREATE TABLE "TakenOver" (
    "conventionId" TEXT NOT NULL,
    "takeoverId" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "statedAs" TEXT,
    "signedOn" DATE,
    "note" TEXT,
    "allSchools" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "TakenOver_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "ConventionScan" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "takeoverId" TEXT,
    "conventionId" TEXT,
    "fileId" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "addedById" TEXT NOT NULL,
    "addedByName" TEXT NOT NULL,
    "replacedAt" TIMESTAMP(3),
    "replacedByName" TEXT,
    "replacedReason" TEXT,

    CONSTRAINT "ConventionScan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Takeover_academyCode_createdAt_idx" ON "Takeover"("academyCode", "createdAt");

-- CreateIndex
CREATE INDEX "TakeoverLine_conventionId_idx" ON "TakeoverLine"("conventionId");

-- CreateIndex
CREATE INDEX "ConventionScan_takeoverId_idx" ON "ConventionScan"("takeoverId");

-- CreateIndex
CREATE INDEX "ConventionScan_conventionId_idx" ON "ConventionScan"("conventionId");

-- AddForeignKey
ALTER TABLE "TakeoverLine" ADD CONSTRAINT "TakeoverLine_takeoverId_fkey" FOREIGN KEY ("takeoverId") REFERENCES "Takeover"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TakenOver" ADD CONSTRAINT "TakenOver_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionScan" ADD CONSTRAINT "ConventionScan_takeoverId_fkey" FOREIGN KEY ("takeoverId") REFERENCES "Takeover"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionScan" ADD CONSTRAINT "ConventionScan_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionScan" ADD CONSTRAINT "ConventionScan_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A convention has one scan at a time; the replaced ones are kept.
CREATE UNIQUE INDEX "ConventionScan_current" ON "ConventionScan" ("conventionId")
  WHERE "replacedAt" IS NULL AND "conventionId" IS NOT NULL;
