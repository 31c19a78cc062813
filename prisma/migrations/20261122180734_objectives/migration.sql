-- CreateTable
CREATE TABLE "Objective" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "territoryKind" TEXT NOT NULL,
    "territoryCode" TEXT NOT NULL,
    "territoryName" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "degree" "Degree" NOT NULL,
    "sector" TEXT NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "targetOn" DATE NOT NULL,
    "note" TEXT,
    "startOn" DATE NOT NULL,
    "startNumerator" INTEGER NOT NULL,
    "startDenominator" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "closedAt" TIMESTAMP(3),
    "closedReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Objective_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Objective_academyCode_closedAt_idx" ON "Objective"("academyCode", "closedAt");

-- AddForeignKey
ALTER TABLE "Objective" ADD CONSTRAINT "Objective_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
