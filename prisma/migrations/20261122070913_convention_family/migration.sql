-- CreateEnum
CREATE TYPE "ConventionShape" AS ENUM ('bipartite', 'tripartite', 'framework', 'mutualised');

-- CreateEnum
CREATE TYPE "ConventionKind" AS ENUM ('convention', 'amendment', 'processing_agreement');

-- CreateEnum
CREATE TYPE "ConventionOrigin" AS ENUM ('application', 'taken_over');

-- CreateEnum
CREATE TYPE "WorkState" AS ENUM ('waiting', 'running', 'done', 'failed', 'cancelled');

-- AlterEnum
ALTER TYPE "SignatureSide" ADD VALUE 'school';

-- AlterTable
ALTER TABLE "Convention" ADD COLUMN     "kind" "ConventionKind" NOT NULL DEFAULT 'convention',
ADD COLUMN     "origin" "ConventionOrigin" NOT NULL DEFAULT 'application',
ADD COLUMN     "parentId" TEXT,
ADD COLUMN     "predecessorId" TEXT,
ADD COLUMN     "rank" INTEGER,
ADD COLUMN     "shape" "ConventionShape" NOT NULL DEFAULT 'bipartite';

-- CreateTable
CREATE TABLE "EstablishmentParty" (
    "conventionId" TEXT NOT NULL,
    "uai" TEXT NOT NULL,
    "actNumber" TEXT,
    "sessionOn" DATE,
    "object" TEXT,
    "transmittedOn" DATE,
    "fileId" TEXT,
    "waiverReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "EstablishmentParty_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "ConventionBeneficiary" (
    "conventionId" TEXT NOT NULL,
    "authorityId" TEXT NOT NULL,

    CONSTRAINT "ConventionBeneficiary_pkey" PRIMARY KEY ("conventionId","authorityId")
);

-- CreateTable
CREATE TABLE "BackgroundWork" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "academyCode" TEXT,
    "membershipId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "state" "WorkState" NOT NULL DEFAULT 'waiting',
    "step" TEXT NOT NULL DEFAULT '',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "input" JSONB NOT NULL,
    "cursor" JSONB,
    "report" JSONB,
    "reason" TEXT,
    "fileId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "aliveAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),
    "seenAt" TIMESTAMP(3),

    CONSTRAINT "BackgroundWork_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EstablishmentParty_uai_idx" ON "EstablishmentParty"("uai");

-- CreateIndex
CREATE INDEX "ConventionBeneficiary_authorityId_idx" ON "ConventionBeneficiary"("authorityId");

-- CreateIndex
CREATE INDEX "BackgroundWork_membershipId_createdAt_idx" ON "BackgroundWork"("membershipId", "createdAt");

-- CreateIndex
CREATE INDEX "BackgroundWork_state_idx" ON "BackgroundWork"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Convention_predecessorId_key" ON "Convention"("predecessorId");

-- CreateIndex
CREATE UNIQUE INDEX "Convention_parentId_kind_rank_key" ON "Convention"("parentId", "kind", "rank");

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_predecessorId_fkey" FOREIGN KEY ("predecessorId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EstablishmentParty" ADD CONSTRAINT "EstablishmentParty_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EstablishmentParty" ADD CONSTRAINT "EstablishmentParty_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EstablishmentParty" ADD CONSTRAINT "EstablishmentParty_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionBeneficiary" ADD CONSTRAINT "ConventionBeneficiary_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionBeneficiary" ADD CONSTRAINT "ConventionBeneficiary_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BackgroundWork" ADD CONSTRAINT "BackgroundWork_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;
