-- CreateEnum
CREATE TYPE "SnapshotOccasion" AS ENUM ('submitted', 'opinion_given', 'opinion_confirmed', 'expert_invited', 'sent_to_partner', 'changes_requested', 'accepted', 'ready_to_sign', 'signed');

-- CreateEnum
CREATE TYPE "CommentVisibility" AS ENUM ('internal', 'shared');

-- CreateEnum
CREATE TYPE "CorrectionState" AS ENUM ('open', 'proposed', 'accepted', 'refused', 'closed');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OpinionKind" ADD VALUE 'dsi';
ALTER TYPE "OpinionKind" ADD VALUE 'dsden';
ALTER TYPE "OpinionKind" ADD VALUE 'expert';

-- DropIndex
DROP INDEX "Opinion_conventionId_kind_round_key";

-- AlterTable
ALTER TABLE "Opinion" ADD COLUMN     "carriedFromId" TEXT,
ADD COLUMN     "confirmedAt" TIMESTAMP(3),
ADD COLUMN     "confirmedSnapshotId" TEXT,
ADD COLUMN     "question" TEXT,
ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "requestedByName" TEXT,
ADD COLUMN     "snapshotId" TEXT,
ADD COLUMN     "withdrawnAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Reservation" ADD COLUMN     "reactedAt" TIMESTAMP(3),
ADD COLUMN     "reaction" TEXT,
ADD COLUMN     "reactionNote" TEXT;

-- CreateTable
CREATE TABLE "ConventionSnapshot" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "text" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConventionSnapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SnapshotMoment" (
    "id" TEXT NOT NULL,
    "snapshotId" TEXT NOT NULL,
    "occasion" "SnapshotOccasion" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "byName" TEXT NOT NULL,
    "textNumber" INTEGER,
    "opinion" "OpinionKind",

    CONSTRAINT "SnapshotMoment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExpertInvitation" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "opinionId" TEXT NOT NULL,
    "snapshotId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "revokedById" TEXT,
    "textChanged" BOOLEAN NOT NULL DEFAULT false,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "ExpertInvitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentThread" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "articleKey" TEXT NOT NULL,
    "variableKey" TEXT,
    "quote" TEXT,
    "visibility" "CommentVisibility" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "resolvedAt" TIMESTAMP(3),
    "resolvedByName" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CommentThread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentMessage" (
    "id" TEXT NOT NULL,
    "threadId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "authorHat" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "editedAt" TIMESTAMP(3),
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "CommentMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommentMention" (
    "messageId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "seenAt" TIMESTAMP(3),

    CONSTRAINT "CommentMention_pkey" PRIMARY KEY ("messageId","userId")
);

-- CreateTable
CREATE TABLE "FieldCorrection" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "threadId" TEXT NOT NULL,
    "openedTo" TEXT NOT NULL,
    "openedByName" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "state" "CorrectionState" NOT NULL DEFAULT 'open',
    "baseVersion" INTEGER NOT NULL,
    "proposal" JSONB,
    "proposedAt" TIMESTAMP(3),
    "proposedByName" TEXT,
    "decidedAt" TIMESTAMP(3),
    "decidedByName" TEXT,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "FieldCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConventionCopy" (
    "conventionId" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "resumes" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConventionCopy_pkey" PRIMARY KEY ("conventionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ConventionSnapshot_conventionId_number_key" ON "ConventionSnapshot"("conventionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ConventionSnapshot_conventionId_sha256_key" ON "ConventionSnapshot"("conventionId", "sha256");

-- CreateIndex
CREATE INDEX "SnapshotMoment_snapshotId_idx" ON "SnapshotMoment"("snapshotId");

-- CreateIndex
CREATE UNIQUE INDEX "ExpertInvitation_opinionId_key" ON "ExpertInvitation"("opinionId");

-- CreateIndex
CREATE UNIQUE INDEX "ExpertInvitation_tokenHash_key" ON "ExpertInvitation"("tokenHash");

-- CreateIndex
CREATE INDEX "ExpertInvitation_conventionId_idx" ON "ExpertInvitation"("conventionId");

-- CreateIndex
CREATE INDEX "CommentThread_conventionId_resolvedAt_idx" ON "CommentThread"("conventionId", "resolvedAt");

-- CreateIndex
CREATE INDEX "CommentMessage_threadId_createdAt_idx" ON "CommentMessage"("threadId", "createdAt");

-- CreateIndex
CREATE INDEX "CommentMention_userId_seenAt_idx" ON "CommentMention"("userId", "seenAt");

-- CreateIndex
CREATE UNIQUE INDEX "FieldCorrection_threadId_key" ON "FieldCorrection"("threadId");

-- CreateIndex
CREATE INDEX "FieldCorrection_conventionId_state_idx" ON "FieldCorrection"("conventionId", "state");

-- CreateIndex
CREATE INDEX "ConventionCopy_sourceId_idx" ON "ConventionCopy"("sourceId");

-- CreateIndex
CREATE UNIQUE INDEX "Opinion_conventionId_kind_round_rank_key" ON "Opinion"("conventionId", "kind", "round", "rank");

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "ConventionSnapshot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_confirmedSnapshotId_fkey" FOREIGN KEY ("confirmedSnapshotId") REFERENCES "ConventionSnapshot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionSnapshot" ADD CONSTRAINT "ConventionSnapshot_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SnapshotMoment" ADD CONSTRAINT "SnapshotMoment_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "ConventionSnapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpertInvitation" ADD CONSTRAINT "ExpertInvitation_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpertInvitation" ADD CONSTRAINT "ExpertInvitation_opinionId_fkey" FOREIGN KEY ("opinionId") REFERENCES "Opinion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpertInvitation" ADD CONSTRAINT "ExpertInvitation_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "ConventionSnapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentThread" ADD CONSTRAINT "CommentThread_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentMessage" ADD CONSTRAINT "CommentMessage_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "CommentThread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentMention" ADD CONSTRAINT "CommentMention_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "CommentMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentMention" ADD CONSTRAINT "CommentMention_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldCorrection" ADD CONSTRAINT "FieldCorrection_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FieldCorrection" ADD CONSTRAINT "FieldCorrection_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "CommentThread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionCopy" ADD CONSTRAINT "ConventionCopy_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionCopy" ADD CONSTRAINT "ConventionCopy_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A kept text is written once; it goes away with its convention only.
CREATE TRIGGER convention_snapshot_written_once BEFORE UPDATE ON "ConventionSnapshot"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();

-- Any change of a text kills the links under which it is being read outside, whoever makes the change and
-- however: the rule stands here so that no command can forget it.
CREATE FUNCTION accordent_kill_expert_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "ExpertInvitation" SET "textChanged" = true
    WHERE "conventionId" = coalesce(NEW."conventionId", OLD."conventionId")
      AND "answeredAt" IS NULL AND NOT "textChanged";
  RETURN NULL;
END $$;
CREATE TRIGGER article_kills_expert_links AFTER UPDATE ON "ConventionArticle" FOR EACH ROW
  WHEN ((OLD."title", OLD."body", OLD."position", OLD."number", OLD."code")
    IS DISTINCT FROM (NEW."title", NEW."body", NEW."position", NEW."number", NEW."code"))
  EXECUTE FUNCTION accordent_kill_expert_links();
CREATE TRIGGER article_set_kills_expert_links AFTER INSERT OR DELETE ON "ConventionArticle" FOR EACH ROW
  EXECUTE FUNCTION accordent_kill_expert_links();
CREATE TRIGGER variable_kills_expert_links AFTER UPDATE ON "ConventionVariable" FOR EACH ROW
  WHEN (OLD."value" IS DISTINCT FROM NEW."value") EXECUTE FUNCTION accordent_kill_expert_links();
CREATE TRIGGER variable_set_kills_expert_links AFTER INSERT OR DELETE ON "ConventionVariable" FOR EACH ROW
  EXECUTE FUNCTION accordent_kill_expert_links();
CREATE TRIGGER school_kills_expert_links AFTER INSERT OR UPDATE OR DELETE ON "ConventionSchool" FOR EACH ROW
  EXECUTE FUNCTION accordent_kill_expert_links();

CREATE FUNCTION accordent_identity_kills_expert_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "ExpertInvitation" SET "textChanged" = true
    WHERE "conventionId" = NEW."id" AND "answeredAt" IS NULL AND NOT "textChanged";
  RETURN NULL;
END $$;
CREATE TRIGGER identity_kills_expert_links AFTER UPDATE ON "Convention" FOR EACH ROW
  WHEN ((OLD."title", OLD."effectiveOn", OLD."durationMonths", OLD."productId", OLD."authorityId")
    IS DISTINCT FROM (NEW."title", NEW."effectiveOn", NEW."durationMonths", NEW."productId", NEW."authorityId"))
  EXECUTE FUNCTION accordent_identity_kills_expert_links();
