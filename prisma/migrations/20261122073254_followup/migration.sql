-- CreateEnum
CREATE TYPE "FollowUpKind" AS ENUM ('note', 'call', 'mail', 'meeting');

-- CreateEnum
CREATE TYPE "ProjectPriority" AS ENUM ('high', 'normal', 'low');

-- CreateEnum
CREATE TYPE "CustomColumnType" AS ENUM ('text', 'number', 'date', 'choice', 'checkbox');

-- CreateTable
CREATE TABLE "FollowUpEntry" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "kind" "FollowUpKind" NOT NULL DEFAULT 'note',
    "on" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "participants" TEXT,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "conventionId" TEXT,
    "uai" TEXT,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "authorHat" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "FollowUpEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUpStep" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "dueOn" DATE,
    "ownerMembershipId" TEXT,
    "ownerName" TEXT,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "doneAt" TIMESTAMP(3),
    "doneByName" TEXT,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "FollowUpStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectTracking" (
    "projectId" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "priority" "ProjectPriority",
    "label" TEXT,
    "values" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ProjectTracking_pkey" PRIMARY KEY ("projectId")
);

-- CreateTable
CREATE TABLE "CustomColumn" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" "CustomColumnType" NOT NULL,
    "choices" TEXT[],
    "position" INTEGER NOT NULL,
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CustomColumn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "academyCode" TEXT,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FollowUpEntry_projectId_on_idx" ON "FollowUpEntry"("projectId", "on");

-- CreateIndex
CREATE INDEX "FollowUpStep_projectId_doneAt_dueOn_idx" ON "FollowUpStep"("projectId", "doneAt", "dueOn");

-- CreateIndex
CREATE INDEX "FollowUpStep_ownerMembershipId_doneAt_idx" ON "FollowUpStep"("ownerMembershipId", "doneAt");

-- CreateIndex
CREATE UNIQUE INDEX "CustomColumn_academyCode_label_key" ON "CustomColumn"("academyCode", "label");

-- CreateIndex
CREATE INDEX "SavedView_membershipId_list_idx" ON "SavedView"("membershipId", "list");

-- CreateIndex
CREATE INDEX "SavedView_academyCode_list_idx" ON "SavedView"("academyCode", "list");

-- AddForeignKey
ALTER TABLE "FollowUpEntry" ADD CONSTRAINT "FollowUpEntry_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpEntry" ADD CONSTRAINT "FollowUpEntry_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpEntry" ADD CONSTRAINT "FollowUpEntry_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpStep" ADD CONSTRAINT "FollowUpStep_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUpStep" ADD CONSTRAINT "FollowUpStep_ownerMembershipId_fkey" FOREIGN KEY ("ownerMembershipId") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectTracking" ADD CONSTRAINT "ProjectTracking_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomColumn" ADD CONSTRAINT "CustomColumn_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE CASCADE ON UPDATE CASCADE;
