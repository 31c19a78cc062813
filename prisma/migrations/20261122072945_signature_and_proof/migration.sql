-- CreateEnum
CREATE TYPE "DepositMode" AS ENUM ('external', 'scan');

-- CreateEnum
CREATE TYPE "DepositState" AS ENUM ('pending', 'confirmed', 'rejected');

-- AlterEnum
ALTER TYPE "ConventionStatus" ADD VALUE 'awaiting_seal';

-- DropIndex
DROP INDEX "Signature_textId_side_key";

-- AlterTable
ALTER TABLE "ConventionText" ADD COLUMN     "basis" JSONB,
ADD COLUMN     "circuit" JSONB;

-- AlterTable
ALTER TABLE "Signature" ADD COLUMN     "depositId" TEXT,
ADD COLUMN     "memberKey" TEXT,
ALTER COLUMN "userId" DROP NOT NULL,
ALTER COLUMN "membershipId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "SignatureCircuit" (
    "conventionId" TEXT NOT NULL,
    "members" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" TEXT,

    CONSTRAINT "SignatureCircuit_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "CircuitApproval" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "textId" TEXT NOT NULL,
    "memberKey" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "quality" TEXT NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "reason" TEXT,
    "givenAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "CircuitApproval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignedDeposit" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "textId" TEXT NOT NULL,
    "mode" "DepositMode" NOT NULL,
    "fileId" TEXT NOT NULL,
    "state" "DepositState" NOT NULL DEFAULT 'pending',
    "report" JSONB,
    "declared" JSONB,
    "depositedAt" TIMESTAMP(3) NOT NULL,
    "depositedById" TEXT NOT NULL,
    "depositedBy" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "decidedById" TEXT,
    "decidedBy" TEXT,
    "reason" TEXT,

    CONSTRAINT "SignedDeposit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConventionSeal" (
    "conventionId" TEXT NOT NULL,
    "textId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "certificateSha256" TEXT NOT NULL,
    "certificateUntil" TIMESTAMP(3) NOT NULL,
    "selfSigned" BOOLEAN NOT NULL,
    "sealedAt" TIMESTAMP(3) NOT NULL,
    "timestampAt" TIMESTAMP(3),
    "timestampAuthority" TEXT,

    CONSTRAINT "ConventionSeal_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "SealWait" (
    "conventionId" TEXT NOT NULL,
    "waitingFor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMP(3) NOT NULL,
    "lastTriedAt" TIMESTAMP(3) NOT NULL,
    "nextTryAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SealWait_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "DemonstrationSeal" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "privateKey" BYTEA NOT NULL,
    "certificate" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DemonstrationSeal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CircuitApproval_conventionId_idx" ON "CircuitApproval"("conventionId");

-- CreateIndex
CREATE INDEX "SignedDeposit_conventionId_idx" ON "SignedDeposit"("conventionId");

-- CreateIndex
CREATE INDEX "ConventionSeal_sha256_idx" ON "ConventionSeal"("sha256");

-- CreateIndex
CREATE INDEX "SealWait_nextTryAt_idx" ON "SealWait"("nextTryAt");

-- CreateIndex
CREATE INDEX "Signature_textId_idx" ON "Signature"("textId");

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_depositId_fkey" FOREIGN KEY ("depositId") REFERENCES "SignedDeposit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignatureCircuit" ADD CONSTRAINT "SignatureCircuit_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CircuitApproval" ADD CONSTRAINT "CircuitApproval_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CircuitApproval" ADD CONSTRAINT "CircuitApproval_textId_fkey" FOREIGN KEY ("textId") REFERENCES "ConventionText"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignedDeposit" ADD CONSTRAINT "SignedDeposit_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignedDeposit" ADD CONSTRAINT "SignedDeposit_textId_fkey" FOREIGN KEY ("textId") REFERENCES "ConventionText"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignedDeposit" ADD CONSTRAINT "SignedDeposit_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionSeal" ADD CONSTRAINT "ConventionSeal_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionSeal" ADD CONSTRAINT "ConventionSeal_textId_fkey" FOREIGN KEY ("textId") REFERENCES "ConventionText"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionSeal" ADD CONSTRAINT "ConventionSeal_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealWait" ADD CONSTRAINT "SealWait_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Signatures given before circuits existed: in the default circuit a member bears the name of their side.
ALTER TABLE "Signature" DISABLE TRIGGER signature_only_revoked;
UPDATE "Signature" SET "memberKey" = "side"::text;
ALTER TABLE "Signature" ENABLE TRIGGER signature_only_revoked;
ALTER TABLE "Signature" ALTER COLUMN "memberKey" SET NOT NULL;

-- One standing signature, and one standing decision, for each member of a text's circuit.
CREATE UNIQUE INDEX "Signature_standing" ON "Signature" ("textId", "memberKey") WHERE "revokedAt" IS NULL;
CREATE UNIQUE INDEX "CircuitApproval_standing" ON "CircuitApproval" ("textId", "memberKey") WHERE "revokedAt" IS NULL;

-- A decision may only be set aside, once; a seal is written once.
CREATE TRIGGER circuit_approval_only_revoked BEFORE UPDATE OR DELETE ON "CircuitApproval"
  FOR EACH ROW EXECUTE FUNCTION accordent_only_revoke();
CREATE TRIGGER convention_seal_written_once BEFORE UPDATE OR DELETE ON "ConventionSeal"
  FOR EACH ROW EXECUTE FUNCTION accordent_refuse_change();
