-- CreateEnum
CREATE TYPE "AudienceImportState" AS ENUM ('preparing', 'running', 'done', 'refused', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "AudienceImport" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "unfolded" BIGINT NOT NULL,
    "encoding" TEXT NOT NULL,
    "delimiter" TEXT NOT NULL,
    "heads" JSONB NOT NULL,
    "samples" JSONB NOT NULL,
    "state" "AudienceImportState" NOT NULL DEFAULT 'preparing',
    "version" INTEGER NOT NULL DEFAULT 1,
    "reading" JSONB NOT NULL,
    "mappingName" TEXT,
    "workId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "confirmedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),
    "lines" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "outside" INTEGER NOT NULL DEFAULT 0,
    "warned" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "refusals" JSONB NOT NULL DEFAULT '[]',
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "newestBefore" DATE,
    "firstWeek" DATE,
    "lastWeek" DATE,
    "reason" TEXT,

    CONSTRAINT "AudienceImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AudienceMapping" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reading" JSONB NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "updatedById" TEXT NOT NULL,
    "updatedByName" TEXT NOT NULL,

    CONSTRAINT "AudienceMapping_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AudienceImport_academyCode_createdAt_idx" ON "AudienceImport"("academyCode", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "AudienceMapping_owner_name_key" ON "AudienceMapping"("owner", "name");
