-- CreateEnum
CREATE TYPE "RenewalState" AS ENUM ('open', 'accepted', 'postponed', 'refused', 'superseded');

-- CreateEnum
CREATE TYPE "ReversibilityKind" AS ENUM ('portability', 'families', 'accounts', 'aaf_detach', 'aaf_attach', 'deletion');

-- CreateEnum
CREATE TYPE "EliminationState" AS ENUM ('proposed', 'approved', 'executed', 'withdrawn');

-- AlterTable
ALTER TABLE "ConventionSchool" DROP CONSTRAINT "ConventionSchool_pkey",
ADD COLUMN     "enteredById" TEXT,
ADD COLUMN     "leftById" TEXT,
ADD COLUMN     "leftReason" TEXT,
ADD CONSTRAINT "ConventionSchool_pkey" PRIMARY KEY ("conventionId", "uai", "entryOn");

-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "eliminatedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "AmendmentContent" (
    "conventionId" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "appliedAt" TIMESTAMP(3),
    "pending" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "AmendmentContent_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "ConventionLife" (
    "conventionId" TEXT NOT NULL,
    "signedFacts" JSONB,
    "tacitRenewals" INTEGER NOT NULL DEFAULT 0,
    "denouncedOn" DATE,
    "denouncedReason" TEXT,
    "noticeReceivedOn" DATE,
    "reversibilityPlan" TEXT,
    "suspendedUais" TEXT[],
    "holdReason" TEXT,
    "holdSince" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ConventionLife_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "RenewalProposal" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "months" INTEGER NOT NULL,
    "endsOn" DATE NOT NULL,
    "state" "RenewalState" NOT NULL DEFAULT 'open',
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "postponedUntil" DATE,
    "reason" TEXT,
    "decidedAt" TIMESTAMP(3),
    "decidedByName" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RenewalProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReversibilityPlan" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "amendmentId" TEXT,
    "oldProductId" TEXT NOT NULL,
    "newProductId" TEXT,
    "switchOn" DATE NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReversibilityPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReversibilityTask" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "kind" "ReversibilityKind" NOT NULL,
    "position" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "detail" TEXT,
    "doneOn" DATE,
    "doneByName" TEXT,
    "fileId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ReversibilityTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EliminationList" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "state" "EliminationState" NOT NULL DEFAULT 'proposed',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdByName" TEXT NOT NULL,
    "visaReference" TEXT,
    "visaOn" DATE,
    "firstUserId" TEXT,
    "firstName" TEXT,
    "firstAt" TIMESTAMP(3),
    "secondUserId" TEXT,
    "secondName" TEXT,
    "secondAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "EliminationList_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EliminationItem" (
    "id" TEXT NOT NULL,
    "listId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "endedOn" DATE NOT NULL,
    "dueOn" DATE NOT NULL,
    "legalGround" TEXT NOT NULL,

    CONSTRAINT "EliminationItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RenewalProposal_state_idx" ON "RenewalProposal"("state");

-- CreateIndex
CREATE UNIQUE INDEX "RenewalProposal_conventionId_endsOn_months_key" ON "RenewalProposal"("conventionId", "endsOn", "months");

-- CreateIndex
CREATE UNIQUE INDEX "ReversibilityPlan_amendmentId_key" ON "ReversibilityPlan"("amendmentId");

-- CreateIndex
CREATE INDEX "ReversibilityPlan_conventionId_idx" ON "ReversibilityPlan"("conventionId");

-- CreateIndex
CREATE UNIQUE INDEX "ReversibilityTask_planId_kind_key" ON "ReversibilityTask"("planId", "kind");

-- CreateIndex
CREATE INDEX "EliminationList_academyCode_idx" ON "EliminationList"("academyCode");

-- CreateIndex
CREATE INDEX "EliminationItem_fileId_idx" ON "EliminationItem"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "EliminationItem_listId_fileId_key" ON "EliminationItem"("listId", "fileId");

-- AddForeignKey
ALTER TABLE "AmendmentContent" ADD CONSTRAINT "AmendmentContent_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionLife" ADD CONSTRAINT "ConventionLife_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RenewalProposal" ADD CONSTRAINT "RenewalProposal_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReversibilityPlan" ADD CONSTRAINT "ReversibilityPlan_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReversibilityPlan" ADD CONSTRAINT "ReversibilityPlan_amendmentId_fkey" FOREIGN KEY ("amendmentId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReversibilityPlan" ADD CONSTRAINT "ReversibilityPlan_oldProductId_fkey" FOREIGN KEY ("oldProductId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReversibilityPlan" ADD CONSTRAINT "ReversibilityPlan_newProductId_fkey" FOREIGN KEY ("newProductId") REFERENCES "Product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReversibilityTask" ADD CONSTRAINT "ReversibilityTask_planId_fkey" FOREIGN KEY ("planId") REFERENCES "ReversibilityPlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReversibilityTask" ADD CONSTRAINT "ReversibilityTask_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EliminationList" ADD CONSTRAINT "EliminationList_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EliminationItem" ADD CONSTRAINT "EliminationItem_listId_fkey" FOREIGN KEY ("listId") REFERENCES "EliminationList"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EliminationItem" ADD CONSTRAINT "EliminationItem_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EliminationItem" ADD CONSTRAINT "EliminationItem_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A stored file's bytes never change, but for one thing: they may give place to a tombstone, once, when an approved
-- elimination list says so. Its name, size and hash stay.
CREATE FUNCTION accordent_only_eliminate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."eliminatedAt" IS NULL AND NEW."eliminatedAt" IS NOT NULL AND length(NEW."bytes") = 0
     AND (to_jsonb(NEW) - 'bytes' - 'eliminatedAt') = (to_jsonb(OLD) - 'bytes' - 'eliminatedAt')
     AND EXISTS (
       SELECT 1 FROM "EliminationItem" item JOIN "EliminationList" list ON list."id" = item."listId"
       WHERE item."fileId" = NEW."id" AND list."firstAt" IS NOT NULL AND list."secondAt" IS NOT NULL
         AND list."firstUserId" <> list."secondUserId") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'StoredFile rows are written once: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER stored_file_written_once ON "StoredFile";
CREATE TRIGGER stored_file_written_once BEFORE UPDATE ON "StoredFile"
  FOR EACH ROW EXECUTE FUNCTION accordent_only_eliminate();
