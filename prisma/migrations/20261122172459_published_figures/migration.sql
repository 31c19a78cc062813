-- CreateEnum
CREATE TYPE "PublishedScope" AS ENUM ('public', 'all', 'pupils', 'unknown');

-- DropIndex
DROP INDEX "PublishedFigure_departmentCode_degree_year_source_key";

-- AlterTable
ALTER TABLE "PublishedFigure" ADD COLUMN     "asOf" DATE,
ADD COLUMN     "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "scopeKind" "PublishedScope" NOT NULL DEFAULT 'unknown',
ADD COLUMN     "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "withdrawnAt" TIMESTAMP(3),
ADD COLUMN     "withdrawnReason" TEXT;

-- The same figure of the same source once, as long as it is not withdrawn.
CREATE UNIQUE INDEX "PublishedFigure_standing" ON "PublishedFigure"
  ("departmentCode", "degree", "year", COALESCE("asOf", DATE '0001-01-01'), "scopeKind", lower("source"))
  WHERE "withdrawnAt" IS NULL;

-- The four figures of the start say where they come from.
UPDATE "PublishedFigure" SET "source" = 'Eduscol 2022 (repris du dossier de départ du projet)'
WHERE "id" LIKE 'figure-%-2022' AND "source" = 'Eduscol 2022';
