-- CreateEnum
CREATE TYPE "SchoolChangeKind" AS ENUM ('opened', 'closed', 'merged', 'reopened', 'renamed', 'moved', 'sector', 'nature', 'announced', 'details');

-- CreateEnum
CREATE TYPE "SchoolTaskAbout" AS ENUM ('convention', 'project', 'attachment');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ImportStatus" ADD VALUE 'prepared';
ALTER TYPE "ImportStatus" ADD VALUE 'applying';
ALTER TYPE "ImportStatus" ADD VALUE 'abandoned';

-- AlterTable
ALTER TABLE "DirectoryImport" ADD COLUMN     "appliedByName" TEXT,
ADD COLUMN     "basisId" TEXT,
ADD COLUMN     "changes" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "askedAt" TIMESTAMP(3),
ADD COLUMN     "closingOn" DATE,
ADD COLUMN     "departmentCodes" TEXT[],
ADD COLUMN     "fileOn" DATE,
ADD COLUMN     "linesOn" DATE,
ADD COLUMN     "statedOn" DATE,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "DirectoryImportPart" (
    "importId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "DirectoryImportPart_pkey" PRIMARY KEY ("importId","position")
);

-- CreateTable
CREATE TABLE "DirectoryChange" (
    "importId" TEXT NOT NULL,
    "kind" "SchoolChangeKind" NOT NULL,
    "uai" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "communeName" TEXT NOT NULL,
    "departmentCode" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "otherUai" TEXT,
    "clue" TEXT,
    "searchText" TEXT NOT NULL,

    CONSTRAINT "DirectoryChange_pkey" PRIMARY KEY ("importId","kind","uai")
);

-- CreateTable
CREATE TABLE "SchoolEvent" (
    "id" TEXT NOT NULL,
    "uai" TEXT NOT NULL,
    "kind" "SchoolChangeKind" NOT NULL,
    "on" DATE NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "otherUai" TEXT,
    "clue" TEXT,
    "importId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SchoolEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SchoolTask" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "importId" TEXT NOT NULL,
    "uai" TEXT NOT NULL,
    "kind" "SchoolChangeKind" NOT NULL,
    "on" DATE NOT NULL,
    "otherUai" TEXT,
    "about" "SchoolTaskAbout" NOT NULL,
    "objectId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "treatedAt" TIMESTAMP(3),
    "treatedByName" TEXT,
    "reason" TEXT,

    CONSTRAINT "SchoolTask_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SchoolEvent_uai_on_idx" ON "SchoolEvent"("uai", "on");

-- CreateIndex
CREATE INDEX "SchoolEvent_importId_idx" ON "SchoolEvent"("importId");

-- CreateIndex
CREATE INDEX "SchoolTask_academyCode_treatedAt_idx" ON "SchoolTask"("academyCode", "treatedAt");

-- CreateIndex
CREATE INDEX "SchoolTask_objectId_idx" ON "SchoolTask"("objectId");

-- CreateIndex
CREATE UNIQUE INDEX "SchoolTask_importId_uai_about_objectId_key" ON "SchoolTask"("importId", "uai", "about", "objectId");

-- AddForeignKey
ALTER TABLE "DirectoryImportPart" ADD CONSTRAINT "DirectoryImportPart_importId_fkey" FOREIGN KEY ("importId") REFERENCES "DirectoryImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DirectoryChange" ADD CONSTRAINT "DirectoryChange_importId_fkey" FOREIGN KEY ("importId") REFERENCES "DirectoryImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolEvent" ADD CONSTRAINT "SchoolEvent_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolEvent" ADD CONSTRAINT "SchoolEvent_importId_fkey" FOREIGN KEY ("importId") REFERENCES "DirectoryImport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolTask" ADD CONSTRAINT "SchoolTask_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolTask" ADD CONSTRAINT "SchoolTask_importId_fkey" FOREIGN KEY ("importId") REFERENCES "DirectoryImport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
