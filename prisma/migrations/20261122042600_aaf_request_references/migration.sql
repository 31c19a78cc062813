-- AlterTable
ALTER TABLE "AafRequest" ADD COLUMN     "article28Reference" TEXT,
ADD COLUMN     "conformityProof" TEXT,
ADD COLUMN     "registerReference" TEXT;

