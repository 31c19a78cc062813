-- CreateEnum
CREATE TYPE "RaciParty" AS ENUM ('academy', 'district', 'authority', 'vendor', 'heads', 'dpo', 'teachers', 'ministry', 'other');

-- CreateEnum
CREATE TYPE "RaciActorKind" AS ENUM ('organisation', 'person', 'function');

-- CreateEnum
CREATE TYPE "RaciActivityState" AS ENUM ('to_do', 'in_progress', 'done', 'blocked');

-- CreateEnum
CREATE TYPE "RaciStance" AS ENUM ('accepted', 'objected');

-- DropIndex
DROP INDEX "RaciActivity_matrixId_number_key";

-- AlterTable
-- The number of an activity becomes its rank; what names it is its key, taken from that number.
ALTER TABLE "RaciActivity" ADD COLUMN "key" TEXT;
UPDATE "RaciActivity" SET "key" = 'a' || "number";
ALTER TABLE "RaciActivity" ALTER COLUMN "key" SET NOT NULL,
DROP COLUMN "number",
ADD COLUMN     "dueOn" DATE,
ADD COLUMN     "hidden" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "state" "RaciActivityState" NOT NULL DEFAULT 'to_do',
ADD COLUMN     "stateAt" TIMESTAMP(3),
ADD COLUMN     "stateByName" TEXT,
ADD COLUMN     "stateNote" TEXT,
ADD COLUMN     "workVersion" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "RaciActor" ADD COLUMN     "hidden" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kind" "RaciActorKind" NOT NULL DEFAULT 'organisation',
ADD COLUMN     "membershipId" TEXT,
ADD COLUMN     "parentId" TEXT,
ADD COLUMN     "party" "RaciParty" NOT NULL DEFAULT 'other',
ADD COLUMN     "short" TEXT;
UPDATE "RaciActor" SET "short" = "key", "party" = (CASE "key"
  WHEN 'AC' THEN 'academy' WHEN 'DS' THEN 'district' WHEN 'CO' THEN 'authority' WHEN 'ED' THEN 'vendor'
  WHEN 'DI' THEN 'heads' WHEN 'DP' THEN 'dpo' WHEN 'EN' THEN 'teachers' WHEN 'NA' THEN 'ministry'
  ELSE 'other' END)::"RaciParty";
ALTER TABLE "RaciActor" ALTER COLUMN "short" SET NOT NULL;

-- AlterTable
ALTER TABLE "RaciMatrix" ADD COLUMN     "startedFromId" TEXT,
ADD COLUMN     "structureVersion" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "templateId" TEXT,
ALTER COLUMN "projectId" DROP NOT NULL;
-- A matrix belongs to a project or to a template, never to both, never to none.
ALTER TABLE "RaciMatrix" ADD CONSTRAINT "RaciMatrix_owner_check" CHECK (num_nonnulls("projectId", "templateId") = 1);

-- CreateTable
CREATE TABLE "RaciAnswer" (
    "activityId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "stance" "RaciStance" NOT NULL,
    "meanings" "RaciMeaning"[],
    "comment" TEXT,
    "answeredAt" TIMESTAMP(3) NOT NULL,
    "byId" TEXT,
    "byName" TEXT NOT NULL,
    "onBehalf" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "RaciAnswer_pkey" PRIMARY KEY ("activityId","actorId")
);

-- CreateTable
CREATE TABLE "RaciVersion" (
    "id" TEXT NOT NULL,
    "matrixId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "note" TEXT,
    "frozenAt" TIMESTAMP(3) NOT NULL,
    "frozenById" TEXT,
    "frozenByName" TEXT NOT NULL,

    CONSTRAINT "RaciVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciDocument" (
    "id" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "addedById" TEXT,
    "addedByName" TEXT NOT NULL,

    CONSTRAINT "RaciDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciTemplate" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "degree" "Degree" NOT NULL,
    "name" TEXT NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RaciTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciTemplateVersion" (
    "id" TEXT NOT NULL,
    "templateId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "note" TEXT,
    "publishedAt" TIMESTAMP(3) NOT NULL,
    "publishedByName" TEXT NOT NULL,

    CONSTRAINT "RaciTemplateVersion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RaciVersion_matrixId_number_key" ON "RaciVersion"("matrixId", "number");

-- CreateIndex
CREATE INDEX "RaciDocument_activityId_idx" ON "RaciDocument"("activityId");

-- CreateIndex
CREATE UNIQUE INDEX "RaciTemplate_academyCode_name_key" ON "RaciTemplate"("academyCode", "name");

-- CreateIndex
CREATE UNIQUE INDEX "RaciTemplateVersion_templateId_number_key" ON "RaciTemplateVersion"("templateId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "RaciActivity_matrixId_key_key" ON "RaciActivity"("matrixId", "key");

-- CreateIndex
CREATE INDEX "RaciActor_membershipId_idx" ON "RaciActor"("membershipId");

-- CreateIndex
CREATE UNIQUE INDEX "RaciMatrix_templateId_key" ON "RaciMatrix"("templateId");

-- AddForeignKey
ALTER TABLE "RaciMatrix" ADD CONSTRAINT "RaciMatrix_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "RaciTemplate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciMatrix" ADD CONSTRAINT "RaciMatrix_startedFromId_fkey" FOREIGN KEY ("startedFromId") REFERENCES "RaciTemplateVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciActor" ADD CONSTRAINT "RaciActor_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "RaciActor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciActor" ADD CONSTRAINT "RaciActor_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciAnswer" ADD CONSTRAINT "RaciAnswer_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "RaciActivity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciAnswer" ADD CONSTRAINT "RaciAnswer_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "RaciActor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciVersion" ADD CONSTRAINT "RaciVersion_matrixId_fkey" FOREIGN KEY ("matrixId") REFERENCES "RaciMatrix"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciDocument" ADD CONSTRAINT "RaciDocument_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "RaciActivity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciDocument" ADD CONSTRAINT "RaciDocument_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciTemplate" ADD CONSTRAINT "RaciTemplate_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciTemplateVersion" ADD CONSTRAINT "RaciTemplateVersion_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "RaciTemplate"("id") ON DELETE CASCADE ON UPDATE CASCADE;
