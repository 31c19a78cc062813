-- CreateEnum
CREATE TYPE "InventoryPayer" AS ENUM ('authority', 'school', 'state', 'free', 'unknown');

-- CreateEnum
CREATE TYPE "TrustState" AS ENUM ('inside', 'outside', 'unknown');

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "uses" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "InventoryEntry" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "departmentCode" TEXT NOT NULL,
    "uai" TEXT,
    "communeCode" TEXT,
    "authorityIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "productId" TEXT NOT NULL,
    "uses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "payer" "InventoryPayer" NOT NULL,
    "payerAuthorityId" TEXT,
    "sinceOn" DATE,
    "untilOn" DATE,
    "trust" "TrustState" NOT NULL DEFAULT 'unknown',
    "trustProof" TEXT,
    "throughEnt" BOOLEAN,
    "source" TEXT NOT NULL,
    "sourceOn" DATE NOT NULL,
    "note" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "InventoryEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SectorLink" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "departmentCode" TEXT NOT NULL,
    "authorityIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "uai" TEXT NOT NULL,
    "collegeUai" TEXT NOT NULL,
    "sinceOn" DATE,
    "untilOn" DATE,
    "source" TEXT NOT NULL,
    "sourceOn" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "SectorLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "InventoryEntry_uai_idx" ON "InventoryEntry"("uai");

-- CreateIndex
CREATE INDEX "InventoryEntry_communeCode_idx" ON "InventoryEntry"("communeCode");

-- CreateIndex
CREATE INDEX "InventoryEntry_productId_idx" ON "InventoryEntry"("productId");

-- CreateIndex
CREATE INDEX "InventoryEntry_academyCode_departmentCode_idx" ON "InventoryEntry"("academyCode", "departmentCode");

-- CreateIndex
CREATE INDEX "SectorLink_uai_idx" ON "SectorLink"("uai");

-- CreateIndex
CREATE INDEX "SectorLink_collegeUai_idx" ON "SectorLink"("collegeUai");

-- CreateIndex
CREATE INDEX "SectorLink_academyCode_departmentCode_idx" ON "SectorLink"("academyCode", "departmentCode");

-- AddForeignKey
ALTER TABLE "InventoryEntry" ADD CONSTRAINT "InventoryEntry_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InventoryEntry" ADD CONSTRAINT "InventoryEntry_communeCode_fkey" FOREIGN KEY ("communeCode") REFERENCES "Commune"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InventoryEntry" ADD CONSTRAINT "InventoryEntry_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InventoryEntry" ADD CONSTRAINT "InventoryEntry_payerAuthorityId_fkey" FOREIGN KEY ("payerAuthorityId") REFERENCES "Authority"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectorLink" ADD CONSTRAINT "SectorLink_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectorLink" ADD CONSTRAINT "SectorLink_collegeUai_fkey" FOREIGN KEY ("collegeUai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One place, and only one, for each line: a school or a commune.
ALTER TABLE "InventoryEntry" ADD CONSTRAINT "InventoryEntry_place_check" CHECK (num_nonnulls("uai", "communeCode") = 1);
ALTER TABLE "InventoryEntry" ADD CONSTRAINT "InventoryEntry_period_check" CHECK ("untilOn" >= "sinceOn");
ALTER TABLE "SectorLink" ADD CONSTRAINT "SectorLink_period_check" CHECK ("untilOn" >= "sinceOn");
