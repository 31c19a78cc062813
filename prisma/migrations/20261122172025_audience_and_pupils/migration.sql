-- CreateTable
CREATE TABLE "AudienceWeek" (
    "weekStart" DATE NOT NULL,
    "uai" TEXT NOT NULL,
    "visitsTotal" INTEGER,
    "usersTotal" INTEGER,
    "durationTotal" BIGINT,
    "visitsPupil" INTEGER,
    "usersPupil" INTEGER,
    "durationPupil" BIGINT,
    "visitsParent" INTEGER,
    "usersParent" INTEGER,
    "durationParent" BIGINT,
    "visitsTeacher" INTEGER,
    "usersTeacher" INTEGER,
    "durationTeacher" BIGINT,
    "visitsStaff" INTEGER,
    "usersStaff" INTEGER,
    "durationStaff" BIGINT,

    CONSTRAINT "AudienceWeek_pkey" PRIMARY KEY ("uai","weekStart")
);

-- CreateIndex
CREATE INDEX "AudienceWeek_weekStart_idx" ON "AudienceWeek" USING BRIN ("weekStart");

-- CreateTable
CREATE TABLE "PupilCount" (
    "uai" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "pupils" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "PupilCount_pkey" PRIMARY KEY ("uai","year")
);

-- AddForeignKey
ALTER TABLE "PupilCount" ADD CONSTRAINT "PupilCount_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE CASCADE ON UPDATE CASCADE;
