import type { ConventionFacts, OpinionKind } from '@/server/conventions/facts';
import type { RaciParty } from '@/server/raci/domain';
import type { SpokenColumn } from '@/server/raci/speaks';
import type { AlertSettings } from './domain';

/** A convention on its way: its facts as the transition table reads them, and its names. */
export type MovingConvention = Named & {
  facts: ConventionFacts;
  /** Why the seal is not there yet, when it was tried. */
  sealReason: string | null;
  /** Civil date of entry into the present state. */
  statusSince: string;
  /** The last opinion of each kind. */
  opinions: readonly {
    kind: OpinionKind;
    round: number;
    given: boolean;
    requestedOn: string;
    givenOn: string | null;
    dueOn: string | null;
    unanswered: number;
  }[];
};

/** A convention signed or in force (or suspended). */
export type LivingConvention = Named & {
  status: string;
  statusSince: string;
  endsOn: string | null;
  successorSigned: boolean;
  market: { endsOn: string; reference: string | null } | null;
  project: { id: string; name: string };
  deliberation: { number: string; transmittedOn: string | null } | null;
  scanMissing: boolean;
};

export type Named = {
  id: string;
  number: string;
  title: string;
  academyCode: string;
  academyName: string;
  authorityName: string;
  departmentCodes: readonly string[];
};

export type ConventionSchools = { conventionId: string; count: number; names: readonly string[] };
export type SharedSchools = { firstId: string; secondId: string; count: number; names: readonly string[] };
export type AafWait = {
  requestId: string;
  conventionId: string;
  status: 'requested' | 'checked' | 'test';
  count: number;
  since: string;
  wantedOn: string;
  requestedBy: string;
};
export type DetachFact = {
  conventionId: string;
  since: string;
  acts: { action: 'detach' | 'suspend' | 'reject'; why: string; count: number }[];
};
export type RefusedMails = { academyCode: string; count: number; since: string };
/** A next step of a project that its owner has not done. */
export type NextStep = {
  id: string;
  project: { id: string; name: string; academyCode: string; departmentCodes: readonly string[] };
  what: string;
  owner: { membershipId: string | null; name: string } | null;
  dueOn: string;
};
/** An activity of a project's matrix that is blocked, or has a day and is not done. */
export type ActivityFact = {
  id: string;
  label: string;
  project: { id: string; name: string; academyCode: string; departmentCodes: readonly string[] };
  /** Why it is blocked and since when; null when it is not. */
  blocked: { why: string | null; since: string } | null;
  dueOn: string | null;
  /** Who answers for it; a named person as long as their hat is valid. */
  accountable: readonly { label: string; party: RaciParty; membershipId: string | null }[];
};

/** A column of a project's matrix whose agreement was asked for, with cells still to be answered. */
export type AskedColumn = {
  actorId: string;
  column: SpokenColumn & { key: string; label: string };
  project: { id: string; name: string; academyCode: string; departmentCodes: string[] };
  pending: number;
  askedOn: string;
  askedByName: string;
};

/** All that the rules need to know, loaded in a few queries whatever the size (facts.ts). */
export type AlertFacts = {
  today: string;
  settingsOf: (academyCode: string) => AlertSettings;
  /** Names of every convention that one of the facts below speaks of. */
  named: ReadonlyMap<string, Named>;
  moving: readonly MovingConvention[];
  living: readonly LivingConvention[];
  shared: readonly SharedSchools[];
  closedListed: readonly ConventionSchools[];
  closedAttached: readonly ConventionSchools[];
  aaf: readonly AafWait[];
  detach: readonly DetachFact[];
  refused: readonly RefusedMails[];
  steps: readonly NextStep[];
  activities: readonly ActivityFact[];
  asked: readonly AskedColumn[];
};
