-- AlterTable
ALTER TABLE "RaciCell" ADD COLUMN     "changedById" TEXT,
ADD COLUMN     "changedByName" TEXT;

-- A cell now remembers the version of its matrix: no matrix may stand behind one of its cells.
UPDATE "RaciMatrix" m SET "version" = GREATEST(m."version", (
  SELECT COALESCE(MAX(c."version"), 1) FROM "RaciCell" c
  JOIN "RaciActivity" a ON a."id" = c."activityId" WHERE a."matrixId" = m."id"
));
