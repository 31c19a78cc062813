-- CreateEnum
CREATE TYPE "ClauseObligation" AS ENUM ('mandatory', 'optional', 'alternative');

-- AlterTable
ALTER TABLE "Convention" ADD COLUMN     "bodyId" TEXT;

-- AlterTable
ALTER TABLE "ConventionTemplate" ADD COLUMN     "baseId" TEXT,
ADD COLUMN     "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "kind" "ConventionKind" NOT NULL DEFAULT 'convention',
ADD COLUMN     "retiredAt" TIMESTAMP(3),
ADD COLUMN     "shapes" "ConventionShape"[] DEFAULT ARRAY['bipartite']::"ConventionShape"[];

-- AlterTable
ALTER TABLE "TemplateVersion" ADD COLUMN     "publishedById" TEXT,
ADD COLUMN     "publishedByName" TEXT;

-- CreateTable
CREATE TABLE "Clause" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT,
    "kind" "ConventionKind" NOT NULL DEFAULT 'convention',
    "degree" "Degree" NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Clause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClauseVersion" (
    "id" TEXT NOT NULL,
    "clauseId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "variables" JSONB NOT NULL,
    "wordings" JSONB NOT NULL,
    "legalBasis" TEXT NOT NULL,
    "obligation" "ClauseObligation" NOT NULL,
    "alternativeOf" TEXT,
    "baseNumber" INTEGER,
    "publishedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedById" TEXT,
    "publishedByName" TEXT,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "ClauseVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TemplateDraft" (
    "templateId" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "updatedById" TEXT,
    "updatedByName" TEXT,

    CONSTRAINT "TemplateDraft_pkey" PRIMARY KEY ("templateId")
);

-- CreateTable
CREATE TABLE "ConventionDeviation" (
    "conventionId" TEXT NOT NULL,
    "articleKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "noticedAt" TIMESTAMP(3) NOT NULL,
    "noticedById" TEXT,
    "noticedByName" TEXT,
    "reason" TEXT,
    "reasonAt" TIMESTAMP(3),
    "reasonById" TEXT,
    "reasonByName" TEXT,
    "reasonOnSha256" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ConventionDeviation_pkey" PRIMARY KEY ("conventionId","articleKey")
);

-- CreateIndex
CREATE UNIQUE INDEX "Clause_academyCode_kind_degree_key_key" ON "Clause"("academyCode", "kind", "degree", "key");

-- CreateIndex
CREATE UNIQUE INDEX "ClauseVersion_clauseId_number_key" ON "ClauseVersion"("clauseId", "number");

-- CreateIndex
CREATE INDEX "ConventionDeviation_noticedAt_idx" ON "ConventionDeviation"("noticedAt");

-- AddForeignKey
ALTER TABLE "ConventionTemplate" ADD CONSTRAINT "ConventionTemplate_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionTemplate" ADD CONSTRAINT "ConventionTemplate_baseId_fkey" FOREIGN KEY ("baseId") REFERENCES "ConventionTemplate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clause" ADD CONSTRAINT "Clause_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClauseVersion" ADD CONSTRAINT "ClauseVersion_clauseId_fkey" FOREIGN KEY ("clauseId") REFERENCES "Clause"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemplateDraft" ADD CONSTRAINT "TemplateDraft_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "ConventionTemplate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionDeviation" ADD CONSTRAINT "ConventionDeviation_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- A published wording is never changed; one national clause, and one national template, a key.
CREATE TRIGGER clause_version_written_once BEFORE UPDATE OR DELETE ON "ClauseVersion"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();
CREATE UNIQUE INDEX "Clause_national" ON "Clause" ("kind", "degree", "key") WHERE "academyCode" IS NULL;
CREATE UNIQUE INDEX "ConventionTemplate_national" ON "ConventionTemplate" ("key") WHERE "academyCode" IS NULL;
