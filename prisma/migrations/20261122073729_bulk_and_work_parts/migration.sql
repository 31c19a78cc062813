-- CreateEnum
CREATE TYPE "BulkOutcome" AS ENUM ('waiting', 'created', 'left');

-- AlterTable
ALTER TABLE "BackgroundWork" ADD COLUMN     "fileMime" TEXT,
ADD COLUMN     "fileName" TEXT,
ADD COLUMN     "fileSize" INTEGER;

-- CreateTable
CREATE TABLE "BulkLine" (
    "workId" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "said" TEXT NOT NULL,
    "authorityId" TEXT NOT NULL,
    "projectId" TEXT,
    "accepted" TEXT[],
    "outcome" "BulkOutcome" NOT NULL DEFAULT 'waiting',
    "projectMade" BOOLEAN NOT NULL DEFAULT false,
    "conventionId" TEXT,
    "reason" TEXT,

    CONSTRAINT "BulkLine_pkey" PRIMARY KEY ("workId","line")
);

-- CreateTable
CREATE TABLE "WorkPart" (
    "workId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "WorkPart_pkey" PRIMARY KEY ("workId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "BulkLine_conventionId_key" ON "BulkLine"("conventionId");

-- CreateIndex
CREATE UNIQUE INDEX "BulkLine_workId_authorityId_key" ON "BulkLine"("workId", "authorityId");

-- AddForeignKey
ALTER TABLE "BulkLine" ADD CONSTRAINT "BulkLine_workId_fkey" FOREIGN KEY ("workId") REFERENCES "BackgroundWork"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkLine" ADD CONSTRAINT "BulkLine_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkLine" ADD CONSTRAINT "BulkLine_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkPart" ADD CONSTRAINT "WorkPart_workId_fkey" FOREIGN KEY ("workId") REFERENCES "BackgroundWork"("id") ON DELETE CASCADE ON UPDATE CASCADE;
