-- AlterTable
ALTER TABLE "AmendmentContent" ADD COLUMN     "incomingAuthorityId" TEXT;

-- CreateIndex
CREATE INDEX "AmendmentContent_incomingAuthorityId_idx" ON "AmendmentContent"("incomingAuthorityId");

-- AddForeignKey
ALTER TABLE "AmendmentContent" ADD CONSTRAINT "AmendmentContent_incomingAuthorityId_fkey" FOREIGN KEY ("incomingAuthorityId") REFERENCES "Authority"("id") ON DELETE SET NULL ON UPDATE CASCADE;
