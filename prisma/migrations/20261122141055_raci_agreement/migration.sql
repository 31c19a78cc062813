-- AlterTable
ALTER TABLE "RaciActor" ADD COLUMN     "askedAt" TIMESTAMP(3),
ADD COLUMN     "askedByName" TEXT;

-- CreateTable
CREATE TABLE "ConventionCommitment" (
    "conventionId" TEXT NOT NULL,
    "articleKey" TEXT NOT NULL,
    "basis" JSONB NOT NULL,
    "setAside" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "keptAt" TIMESTAMP(3) NOT NULL,
    "keptByName" TEXT NOT NULL,

    CONSTRAINT "ConventionCommitment_pkey" PRIMARY KEY ("conventionId","articleKey")
);

-- AddForeignKey
ALTER TABLE "ConventionCommitment" ADD CONSTRAINT "ConventionCommitment_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A frozen version is never changed; it goes only with its project.
CREATE TRIGGER raci_version_written_once BEFORE UPDATE ON "RaciVersion"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();
