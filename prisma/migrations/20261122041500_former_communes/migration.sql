-- AlterTable
ALTER TABLE "DirectoryImport" ADD COLUMN     "warned" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "FormerCommune" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "communeCode" TEXT NOT NULL,
    "searchName" TEXT NOT NULL,

    CONSTRAINT "FormerCommune_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE INDEX "FormerCommune_communeCode_idx" ON "FormerCommune"("communeCode");

-- AddForeignKey
ALTER TABLE "FormerCommune" ADD CONSTRAINT "FormerCommune_communeCode_fkey" FOREIGN KEY ("communeCode") REFERENCES "Commune"("code") ON DELETE CASCADE ON UPDATE CASCADE;
