-- AlterTable
ALTER TABLE "ConventionArticle" ADD COLUMN     "code" TEXT;
