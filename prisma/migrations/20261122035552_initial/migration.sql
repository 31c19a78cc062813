-- CreateEnum
CREATE TYPE "AafStatus" AS ENUM ('requested', 'checked', 'test', 'attached', 'suspended', 'detached', 'rejected', 'cancelled');

-- CreateEnum
CREATE TYPE "ConventionStatus" AS ENUM ('draft', 'academic_review', 'partner_review', 'awaiting_deliberation', 'ready_to_sign', 'partially_signed', 'signed', 'in_force', 'suspended', 'expired', 'terminated', 'renewed', 'archived', 'abandoned');

-- CreateEnum
CREATE TYPE "OpinionKind" AS ENUM ('dpo', 'legal');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('favourable', 'with_reservations', 'unfavourable');

-- CreateEnum
CREATE TYPE "SignatureSide" AS ENUM ('state', 'authority');

-- CreateEnum
CREATE TYPE "ExperienceType" AS ENUM ('initialisation', 'generalisation', 'renewal', 'change_of_solution', 'usage');

-- CreateEnum
CREATE TYPE "ExperienceVisibility" AS ENUM ('project', 'academy', 'between_academies', 'public');

-- CreateEnum
CREATE TYPE "OrganisationKind" AS ENUM ('platform', 'ministry', 'academy', 'dsden', 'authority', 'mutualising_body', 'vendor', 'school');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('operator', 'national_observer', 'academy_admin', 'academy_editor', 'dpo', 'legal', 'directory_operator', 'dsden', 'state_signatory', 'authority_editor', 'authority_signatory', 'mutualising_body', 'vendor', 'school_head', 'reader');

-- CreateEnum
CREATE TYPE "ProductKind" AS ENUM ('ent', 'school_life', 'communication', 'resource', 'other');

-- CreateEnum
CREATE TYPE "ProjectPhase" AS ENUM ('scoping', 'convention', 'procurement', 'deployment', 'support', 'operation', 'evaluation', 'renewal');

-- CreateEnum
CREATE TYPE "RaciMeaning" AS ENUM ('doer', 'accountable', 'consulted', 'informed');

-- CreateEnum
CREATE TYPE "AuthorityKind" AS ENUM ('commune', 'epci', 'ept', 'syndicate', 'department', 'region', 'mutualising_body');

-- CreateEnum
CREATE TYPE "Degree" AS ENUM ('primary', 'secondary');

-- CreateEnum
CREATE TYPE "SchoolSector" AS ENUM ('public', 'private');

-- CreateEnum
CREATE TYPE "SchoolState" AS ENUM ('open', 'closing', 'opening', 'closed');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('queued', 'running', 'done', 'refused', 'failed');

-- CreateTable
CREATE TABLE "AafAttachment" (
    "id" TEXT NOT NULL,
    "uai" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "status" "AafStatus" NOT NULL DEFAULT 'requested',
    "version" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "statusSince" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AafAttachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AafRequest" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "wantedOn" DATE NOT NULL,
    "environment" TEXT NOT NULL,
    "eduConnect" BOOLEAN NOT NULL,
    "gar" BOOLEAN NOT NULL,
    "contactName" TEXT NOT NULL,
    "contactEmail" TEXT NOT NULL,
    "contactPhone" TEXT,
    "note" TEXT,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AafRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AafStage" (
    "id" TEXT NOT NULL,
    "attachmentId" TEXT NOT NULL,
    "status" "AafStatus" NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),
    "reason" TEXT,
    "actorName" TEXT NOT NULL,

    CONSTRAINT "AafStage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConventionTemplate" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "degree" "Degree" NOT NULL,

    CONSTRAINT "ConventionTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TemplateVersion" (
    "id" TEXT NOT NULL,
    "templateId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TemplateVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Convention" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "authorityId" TEXT NOT NULL,
    "productId" TEXT,
    "templateVersionId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "degree" "Degree" NOT NULL,
    "status" "ConventionStatus" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "draftedBy" TEXT NOT NULL DEFAULT 'academy',
    "effectiveOn" DATE,
    "durationMonths" INTEGER,
    "endsOn" DATE,
    "statusSince" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "signedAt" TIMESTAMP(3),
    "abandonReason" TEXT,
    "suspensionReason" TEXT,
    "terminationReason" TEXT,
    "terminatesOn" DATE,
    "departmentCodes" TEXT[],
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Convention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConventionArticle" (
    "conventionId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER,
    "section" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT,

    CONSTRAINT "ConventionArticle_pkey" PRIMARY KEY ("conventionId","key")
);

-- CreateTable
CREATE TABLE "ConventionVariable" (
    "conventionId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT,

    CONSTRAINT "ConventionVariable_pkey" PRIMARY KEY ("conventionId","key")
);

-- CreateTable
CREATE TABLE "ConventionSchool" (
    "conventionId" TEXT NOT NULL,
    "uai" TEXT NOT NULL,
    "entryOn" DATE NOT NULL,
    "leftOn" DATE,

    CONSTRAINT "ConventionSchool_pkey" PRIMARY KEY ("conventionId","uai")
);

-- CreateTable
CREATE TABLE "ConventionStage" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "status" "ConventionStatus" NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),

    CONSTRAINT "ConventionStage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConventionText" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "contentSha256" TEXT NOT NULL,
    "pdfId" TEXT,
    "pages" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "ConventionText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Opinion" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "kind" "OpinionKind" NOT NULL,
    "round" INTEGER NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "dueOn" DATE NOT NULL,
    "verdict" "Verdict",
    "comment" TEXT,
    "onVersion" INTEGER,
    "givenAt" TIMESTAMP(3),
    "givenById" TEXT,
    "givenByName" TEXT,

    CONSTRAINT "Opinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reservation" (
    "id" TEXT NOT NULL,
    "opinionId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "answer" TEXT,
    "answeredAt" TIMESTAMP(3),
    "answeredById" TEXT,

    CONSTRAINT "Reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deliberation" (
    "conventionId" TEXT NOT NULL,
    "number" TEXT,
    "organ" TEXT,
    "sessionOn" DATE,
    "object" TEXT,
    "transmittedOn" DATE,
    "publishedOn" DATE,
    "fileId" TEXT,
    "waiverReason" TEXT,
    "enteredAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "enteredById" TEXT NOT NULL,
    "checkedAt" TIMESTAMP(3),
    "checkedById" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Deliberation_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "Signature" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "textId" TEXT NOT NULL,
    "side" "SignatureSide" NOT NULL,
    "userId" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "quality" TEXT NOT NULL,
    "delegation" TEXT,
    "mode" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "consent" TEXT NOT NULL,
    "ip" TEXT,
    "userAgent" TEXT,
    "signedAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignatureCode" (
    "id" TEXT NOT NULL,
    "conventionId" TEXT NOT NULL,
    "textId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "usedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "SignatureCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" TEXT,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishedFigure" (
    "id" TEXT NOT NULL,
    "departmentCode" TEXT NOT NULL,
    "degree" "Degree" NOT NULL,
    "year" INTEGER NOT NULL,
    "band" TEXT NOT NULL,
    "bandLow" DOUBLE PRECISION,
    "bandHigh" DOUBLE PRECISION,
    "numerator" INTEGER NOT NULL,
    "denominator" INTEGER,
    "scope" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "sourceUrl" TEXT,
    "publishedOn" DATE,

    CONSTRAINT "PublishedFigure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExperienceReport" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "projectId" TEXT,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "type" "ExperienceType" NOT NULL,
    "degree" "Degree" NOT NULL,
    "territory" TEXT NOT NULL DEFAULT '',
    "context" TEXT NOT NULL DEFAULT '',
    "governance" TEXT NOT NULL DEFAULT '',
    "beginning" TEXT NOT NULL DEFAULT '',
    "today" TEXT NOT NULL DEFAULT '',
    "strengths" TEXT NOT NULL DEFAULT '',
    "difficulties" TEXT NOT NULL DEFAULT '',
    "impetus" TEXT NOT NULL DEFAULT '',
    "results" TEXT NOT NULL DEFAULT '',
    "advice" TEXT NOT NULL DEFAULT '',
    "reusableBy" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "licence" TEXT NOT NULL DEFAULT 'Licence Ouverte 2.0',
    "visibility" "ExperienceVisibility" NOT NULL DEFAULT 'project',
    "publishedAt" TIMESTAMP(3),
    "facts" JSONB,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "search" tsvector,

    CONSTRAINT "ExperienceReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JournalChain" (
    "key" TEXT NOT NULL,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "lastHash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "JournalChain_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "JournalEntry" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "hat" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "objectType" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "JournalEntry_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "OutgoingMail" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "lastTriedAt" TIMESTAMP(3),
    "about" TEXT,

    CONSTRAINT "OutgoingMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "emailVerified" TIMESTAMP(3),
    "image" TEXT,
    "phone" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "sessionToken" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL,
    "membershipId" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationToken" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMP(3) NOT NULL
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "kind" "OrganisationKind" NOT NULL,
    "name" TEXT NOT NULL,
    "academyCode" TEXT,
    "departmentCode" TEXT,
    "authorityId" TEXT,
    "vendorId" TEXT,
    "uai" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MutualisingMandate" (
    "organisationId" TEXT NOT NULL,
    "authorityId" TEXT NOT NULL,
    "validFrom" DATE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "validUntil" DATE,

    CONSTRAINT "MutualisingMandate_pkey" PRIMARY KEY ("organisationId","authorityId")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "quality" TEXT,
    "validFrom" DATE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "validUntil" DATE,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigningDelegation" (
    "id" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "grantedBy" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "grantedOn" DATE NOT NULL,
    "validFrom" DATE NOT NULL,
    "validUntil" DATE,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "SigningDelegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "membershipId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "canWrite" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttle" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "tokenId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("tokenId","key")
);

-- CreateTable
CREATE TABLE "Vendor" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "siren" TEXT,

    CONSTRAINT "Vendor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Product" (
    "id" TEXT NOT NULL,
    "vendorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ProductKind" NOT NULL,
    "degrees" "Degree"[],
    "checkedOn" DATE,
    "note" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "carrierId" TEXT NOT NULL,
    "productId" TEXT,
    "name" TEXT NOT NULL,
    "degree" "Degree" NOT NULL,
    "phase" "ProjectPhase" NOT NULL DEFAULT 'scoping',
    "departmentCodes" TEXT[],
    "startsOn" DATE,
    "endsOn" DATE,
    "marketReference" TEXT,
    "marketEndsOn" DATE,
    "academyLeadName" TEXT,
    "academyLeadEmail" TEXT,
    "authorityLeadName" TEXT,
    "authorityLeadEmail" TEXT,
    "closedAt" TIMESTAMP(3),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectSchool" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "uai" TEXT NOT NULL,
    "addedOn" DATE NOT NULL,
    "removedOn" DATE,

    CONSTRAINT "ProjectSchool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciMatrix" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "templateKey" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RaciMatrix_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciActor" (
    "id" TEXT NOT NULL,
    "matrixId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "RaciActor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciActivity" (
    "id" TEXT NOT NULL,
    "matrixId" TEXT NOT NULL,
    "phase" "ProjectPhase" NOT NULL,
    "number" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "RaciActivity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciCell" (
    "activityId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "meanings" "RaciMeaning"[],
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RaciCell_pkey" PRIMARY KEY ("activityId","actorId")
);

-- CreateTable
CREATE TABLE "Region" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Academy" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "fullName" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Academy_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Department" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,

    CONSTRAINT "Department_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Commune" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "departmentCode" TEXT NOT NULL,
    "epciSiren" TEXT,
    "siren" TEXT,
    "population" INTEGER,
    "postalCodes" TEXT[],
    "searchName" TEXT NOT NULL,

    CONSTRAINT "Commune_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Authority" (
    "id" TEXT NOT NULL,
    "kind" "AuthorityKind" NOT NULL,
    "name" TEXT NOT NULL,
    "siren" TEXT,
    "code" TEXT,
    "departmentCode" TEXT,
    "searchName" TEXT NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Authority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "School" (
    "uai" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nature" TEXT NOT NULL,
    "degree" "Degree" NOT NULL,
    "sector" "SchoolSector",
    "address" TEXT,
    "postalCode" TEXT,
    "communeCode" TEXT,
    "communeName" TEXT NOT NULL,
    "departmentCode" TEXT NOT NULL,
    "academyCode" TEXT NOT NULL,
    "siret" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "constituency" TEXT,
    "state" "SchoolState" NOT NULL DEFAULT 'open',
    "openedOn" DATE,
    "closedOn" DATE,
    "multiUai" BOOLEAN NOT NULL DEFAULT false,
    "searchText" TEXT NOT NULL,
    "factsHash" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastImportId" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "knownCommuneCode" TEXT,

    CONSTRAINT "School_pkey" PRIMARY KEY ("uai")
);

-- CreateTable
CREATE TABLE "DirectoryImport" (
    "id" TEXT NOT NULL,
    "academyCode" TEXT,
    "actorId" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "status" "ImportStatus" NOT NULL DEFAULT 'queued',
    "step" TEXT NOT NULL DEFAULT '',
    "percent" INTEGER NOT NULL DEFAULT 0,
    "received" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "closed" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "outside" INTEGER NOT NULL DEFAULT 0,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "refusals" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "DirectoryImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AafAttachment_uai_productId_idx" ON "AafAttachment"("uai", "productId");

-- CreateIndex
CREATE INDEX "AafAttachment_status_idx" ON "AafAttachment"("status");

-- CreateIndex
CREATE INDEX "AafAttachment_conventionId_idx" ON "AafAttachment"("conventionId");

-- CreateIndex
CREATE INDEX "AafAttachment_projectId_idx" ON "AafAttachment"("projectId");

-- CreateIndex
CREATE INDEX "AafStage_attachmentId_idx" ON "AafStage"("attachmentId");

-- CreateIndex
CREATE INDEX "AafStage_status_since_idx" ON "AafStage"("status", "since");

-- CreateIndex
CREATE UNIQUE INDEX "ConventionTemplate_academyCode_key_key" ON "ConventionTemplate"("academyCode", "key");

-- CreateIndex
CREATE UNIQUE INDEX "TemplateVersion_templateId_number_key" ON "TemplateVersion"("templateId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Convention_number_key" ON "Convention"("number");

-- CreateIndex
CREATE INDEX "Convention_academyCode_status_idx" ON "Convention"("academyCode", "status");

-- CreateIndex
CREATE INDEX "Convention_projectId_idx" ON "Convention"("projectId");

-- CreateIndex
CREATE INDEX "Convention_authorityId_idx" ON "Convention"("authorityId");

-- CreateIndex
CREATE INDEX "Convention_departmentCodes_idx" ON "Convention" USING GIN ("departmentCodes");

-- CreateIndex
CREATE INDEX "ConventionSchool_uai_idx" ON "ConventionSchool"("uai");

-- CreateIndex
CREATE INDEX "ConventionStage_conventionId_idx" ON "ConventionStage"("conventionId");

-- CreateIndex
CREATE INDEX "ConventionStage_status_since_idx" ON "ConventionStage"("status", "since");

-- CreateIndex
CREATE UNIQUE INDEX "ConventionText_conventionId_number_key" ON "ConventionText"("conventionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Opinion_conventionId_kind_round_key" ON "Opinion"("conventionId", "kind", "round");

-- CreateIndex
CREATE UNIQUE INDEX "Signature_textId_side_key" ON "Signature"("textId", "side");

-- CreateIndex
CREATE INDEX "SignatureCode_userId_conventionId_idx" ON "SignatureCode"("userId", "conventionId");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedFigure_departmentCode_degree_year_source_key" ON "PublishedFigure"("departmentCode", "degree", "year", "source");

-- CreateIndex
CREATE INDEX "ExperienceReport_search_idx" ON "ExperienceReport" USING GIN ("search");

-- CreateIndex
CREATE INDEX "ExperienceReport_academyCode_idx" ON "ExperienceReport"("academyCode");

-- CreateIndex
CREATE INDEX "ExperienceReport_projectId_idx" ON "ExperienceReport"("projectId");

-- CreateIndex
CREATE INDEX "JournalEntry_objectType_objectId_idx" ON "JournalEntry"("objectType", "objectId");

-- CreateIndex
CREATE INDEX "OutgoingMail_sentAt_idx" ON "OutgoingMail"("sentAt");

-- CreateIndex
CREATE INDEX "OutgoingMail_to_idx" ON "OutgoingMail"("to");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session"("sessionToken");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_token_key" ON "VerificationToken"("token");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_identifier_token_key" ON "VerificationToken"("identifier", "token");

-- CreateIndex
CREATE INDEX "Organisation_authorityId_idx" ON "Organisation"("authorityId");

-- CreateIndex
CREATE INDEX "Organisation_academyCode_idx" ON "Organisation"("academyCode");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_userId_organisationId_role_key" ON "Membership"("userId", "organisationId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "Vendor_name_key" ON "Vendor"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Product_name_key" ON "Product"("name");

-- CreateIndex
CREATE INDEX "Project_academyCode_degree_idx" ON "Project"("academyCode", "degree");

-- CreateIndex
CREATE INDEX "Project_carrierId_idx" ON "Project"("carrierId");

-- CreateIndex
CREATE INDEX "Project_departmentCodes_idx" ON "Project" USING GIN ("departmentCodes");

-- CreateIndex
CREATE INDEX "ProjectSchool_projectId_idx" ON "ProjectSchool"("projectId");

-- CreateIndex
CREATE INDEX "ProjectSchool_uai_idx" ON "ProjectSchool"("uai");

-- CreateIndex
CREATE UNIQUE INDEX "RaciMatrix_projectId_key" ON "RaciMatrix"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "RaciActor_matrixId_key_key" ON "RaciActor"("matrixId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "RaciActivity_matrixId_number_key" ON "RaciActivity"("matrixId", "number");

-- CreateIndex
CREATE INDEX "Commune_departmentCode_idx" ON "Commune"("departmentCode");

-- CreateIndex
CREATE INDEX "Commune_epciSiren_idx" ON "Commune"("epciSiren");

-- CreateIndex
CREATE UNIQUE INDEX "Authority_siren_key" ON "Authority"("siren");

-- CreateIndex
CREATE INDEX "Authority_departmentCode_idx" ON "Authority"("departmentCode");

-- CreateIndex
CREATE UNIQUE INDEX "Authority_kind_code_key" ON "Authority"("kind", "code");

-- CreateIndex
CREATE INDEX "School_departmentCode_degree_state_idx" ON "School"("departmentCode", "degree", "state");

-- CreateIndex
CREATE INDEX "School_knownCommuneCode_idx" ON "School"("knownCommuneCode");

-- CreateIndex
CREATE INDEX "School_academyCode_idx" ON "School"("academyCode");

-- CreateIndex
CREATE INDEX "DirectoryImport_academyCode_createdAt_idx" ON "DirectoryImport"("academyCode", "createdAt");

-- AddForeignKey
ALTER TABLE "AafAttachment" ADD CONSTRAINT "AafAttachment_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AafAttachment" ADD CONSTRAINT "AafAttachment_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AafAttachment" ADD CONSTRAINT "AafAttachment_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AafAttachment" ADD CONSTRAINT "AafAttachment_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AafAttachment" ADD CONSTRAINT "AafAttachment_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "AafRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AafStage" ADD CONSTRAINT "AafStage_attachmentId_fkey" FOREIGN KEY ("attachmentId") REFERENCES "AafAttachment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TemplateVersion" ADD CONSTRAINT "TemplateVersion_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "ConventionTemplate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_templateVersionId_fkey" FOREIGN KEY ("templateVersionId") REFERENCES "TemplateVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionArticle" ADD CONSTRAINT "ConventionArticle_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionVariable" ADD CONSTRAINT "ConventionVariable_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionSchool" ADD CONSTRAINT "ConventionSchool_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionSchool" ADD CONSTRAINT "ConventionSchool_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionStage" ADD CONSTRAINT "ConventionStage_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionText" ADD CONSTRAINT "ConventionText_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionText" ADD CONSTRAINT "ConventionText_pdfId_fkey" FOREIGN KEY ("pdfId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reservation" ADD CONSTRAINT "Reservation_opinionId_fkey" FOREIGN KEY ("opinionId") REFERENCES "Opinion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deliberation" ADD CONSTRAINT "Deliberation_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deliberation" ADD CONSTRAINT "Deliberation_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_textId_fkey" FOREIGN KEY ("textId") REFERENCES "ConventionText"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignatureCode" ADD CONSTRAINT "SignatureCode_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignatureCode" ADD CONSTRAINT "SignatureCode_textId_fkey" FOREIGN KEY ("textId") REFERENCES "ConventionText"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedFigure" ADD CONSTRAINT "PublishedFigure_departmentCode_fkey" FOREIGN KEY ("departmentCode") REFERENCES "Department"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExperienceReport" ADD CONSTRAINT "ExperienceReport_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExperienceReport" ADD CONSTRAINT "ExperienceReport_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_departmentCode_fkey" FOREIGN KEY ("departmentCode") REFERENCES "Department"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MutualisingMandate" ADD CONSTRAINT "MutualisingMandate_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MutualisingMandate" ADD CONSTRAINT "MutualisingMandate_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SigningDelegation" ADD CONSTRAINT "SigningDelegation_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_vendorId_fkey" FOREIGN KEY ("vendorId") REFERENCES "Vendor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_carrierId_fkey" FOREIGN KEY ("carrierId") REFERENCES "Authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectSchool" ADD CONSTRAINT "ProjectSchool_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectSchool" ADD CONSTRAINT "ProjectSchool_uai_fkey" FOREIGN KEY ("uai") REFERENCES "School"("uai") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciMatrix" ADD CONSTRAINT "RaciMatrix_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciActor" ADD CONSTRAINT "RaciActor_matrixId_fkey" FOREIGN KEY ("matrixId") REFERENCES "RaciMatrix"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciActivity" ADD CONSTRAINT "RaciActivity_matrixId_fkey" FOREIGN KEY ("matrixId") REFERENCES "RaciMatrix"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciCell" ADD CONSTRAINT "RaciCell_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "RaciActivity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciCell" ADD CONSTRAINT "RaciCell_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "RaciActor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Academy" ADD CONSTRAINT "Academy_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Department" ADD CONSTRAINT "Department_academyCode_fkey" FOREIGN KEY ("academyCode") REFERENCES "Academy"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Department" ADD CONSTRAINT "Department_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Authority" ADD CONSTRAINT "Authority_departmentCode_fkey" FOREIGN KEY ("departmentCode") REFERENCES "Department"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_departmentCode_fkey" FOREIGN KEY ("departmentCode") REFERENCES "Department"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_lastImportId_fkey" FOREIGN KEY ("lastImportId") REFERENCES "DirectoryImport"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_knownCommuneCode_fkey" FOREIGN KEY ("knownCommuneCode") REFERENCES "Commune"("code") ON DELETE SET NULL ON UPDATE CASCADE;
