import type { Role } from '@/server/access/roles';
import { type CircuitState, remainingMembers } from '@/server/signature/circuit';

/** Lifecycle of a convention (DOMAIN §4). */
export const conventionStatuses = [
  'draft',
  'academic_review',
  'partner_review',
  'awaiting_deliberation',
  'ready_to_sign',
  'partially_signed',
  'awaiting_seal',
  'signed',
  'in_force',
  'suspended',
  'expired',
  'terminated',
  'renewed',
  'archived',
  'abandoned',
] as const;

export type ConventionStatus = (typeof conventionStatuses)[number];

/** States in which the text may be edited. Everywhere else a change of text must go through `reopen_text`. */
export const editableStatuses = ['draft', 'academic_review'] as const satisfies readonly ConventionStatus[];

/** True when the articles, variables and schools may be changed in this state. */
export function isEditable(status: ConventionStatus): boolean {
  return (editableStatuses as readonly ConventionStatus[]).includes(status);
}

/** States in which every required party has signed and the seal exists: the text will never change again. */
export const onceSignedStatuses = [
  'signed',
  'in_force',
  'suspended',
  'expired',
  'terminated',
  'renewed',
  'archived',
] as const satisfies readonly ConventionStatus[];

export type OpinionKind = 'dpo' | 'legal';
export type Verdict = 'favourable' | 'with_reservations' | 'unfavourable';
/** The two opinions without which a text does not leave the académie (DOMAIN §4). */
export const opinionKinds = ['dpo', 'legal'] as const satisfies readonly OpinionKind[];

/** Opinions that the académie may ask beside: they enlighten, nothing waits for them. */
export const furtherOpinionKinds = ['dsi', 'dsden', 'expert'] as const;
export type FurtherOpinionKind = (typeof furtherOpinionKinds)[number];
export type AnyOpinionKind = OpinionKind | FurtherOpinionKind;

export type OpinionFacts = {
  kind: OpinionKind;
  /** Null while it is awaited. */
  verdict: Verdict | null;
  /** True when each reservation has its answer, or when there is none. */
  reservationsAnswered: boolean;
  /** Last day to give it (ISO), null without deadline. */
  dueOn: string | null;
  /** True when the text has changed since the version on which it was given. */
  outdated: boolean;
  /** Reservations that the reviewer maintains in spite of the answer. */
  maintained?: number;
};

/** An opinion asked beside the two required ones. */
export type FurtherOpinionFacts = Omit<OpinionFacts, 'kind'> & {
  kind: FurtherOpinionKind;
  /** « l’avis de Camille Expert », as it stands in a sentence. */
  name: string;
};

export type DeliberationFacts = {
  number: string | null;
  organ: string | null;
  sessionOn: string | null;
  object: string | null;
  hasFile: boolean;
  /** Day of transmission to the préfet, and of publication (ISO). */
  transmittedOn: string | null;
  publishedOn: string | null;
  /** Why no délibération is needed; when filled, the other fields may stay empty. */
  waiverReason: string | null;
};

/** Act of the conseil d’administration of the collège or lycée (code de l’éducation, art. R. 421-20). */
export type BoardActFacts = {
  establishment: string;
  number: string | null;
  sessionOn: string | null;
  transmittedOn: string | null;
  hasFile: boolean;
  waiverReason: string | null;
};

/** Who signs: the State, the authority and, in a tripartite convention, the collège or lycée. */
export const sides = ['state', 'authority', 'school', 'vendor'] as const;
export type Side = (typeof sides)[number];

/** Number of signatures that one side owes and has given on the text now open to signature. */
export type SideSignatures = { required: number; recorded: number };

/**
 * All that the transition table needs to know. Built by the queries from the row and its children, in the
 * transaction that changes it; ISO dates (yyyy-mm-dd).
 */
export type ConventionFacts = {
  status: ConventionStatus;
  /** Compare-and-set counter of the row. */
  version: number;
  today: string;
  draftedBy: 'academy' | 'authority';
  /** A side is complete when its organisation and the quality of its signatory are known. */
  partiesComplete: { academy: boolean; authority: boolean };
  /** The article « Objet » is not empty. */
  hasObject: boolean;
  /** Schools of annexe A1, and how many of them have a valid UAI; their list where an act names some of them. */
  schools: { total: number; valid: number; uais?: readonly string[] };
  /** Required variables of the text that have no value yet. */
  missingVariables: readonly { key: string; label: string }[];
  opinions: readonly OpinionFacts[];
  /** Opinions asked beside the required ones; none when absent. */
  further?: readonly FurtherOpinionFacts[];
  deliberation: DeliberationFacts | null;
  /** The frozen text: its number and the SHA-256 that signatories are shown and sign. Null while it moves. */
  textFrozen: { version: number; sha256: string } | null;
  signatures: Record<Side, SideSignatures>;
  /** Who signs and who approves, in which order, and who has acted on the text now open. */
  circuit: CircuitState;
  /** What is wrong with the circuit as it stands. */
  circuitFindings: readonly Finding[];
  /** Files signed elsewhere that wait for a confirmation. */
  pendingDeposits: number;
  /** Does the seal exist, and if not, what it waits for once everyone has signed. */
  seal: { exists: boolean; waitingFor: 'certificate' | 'timestamp' | 'other' | null };
  effectiveOn: string | null;
  /** Last day of validity. */
  endsOn: string | null;
  /** Length of the notice of termination, in months. */
  noticeMonths: number | null;
  /** False for what has no school of its own: a framework, a contract beside its convention. */
  schoolsExpected?: boolean;
  /** « article 12 », « annexe A3 »: departs from a mandatory clause and nobody said why. */
  unexplainedDeviations?: readonly string[];
  /** What forbids freezing the matrix with the text, in sentences; none when it is frozen already. */
  matrixErrors?: readonly string[];
  /** Corrections that one party proposed and the other has not decided. */
  pendingCorrections?: number;
  /** The act of the conseil d’administration of a tripartite convention; absent when there is no such party. */
  boardAct?: BoardActFacts;
  /** The convention that takes over, when there is one; `effectiveOn` is its effect date (ISO). */
  successor: { number: string; signed: boolean; effectiveOn?: string | null } | null;
  /** An avenant has its own guards in place of those on schools and term; absent or null for a convention. */
  amendment?: AmendmentFacts | null;
  /** Day on which a termination already notified takes effect (ISO), or null. */
  terminatesOn?: string | null;
};

export type AmendmentFacts = {
  /** How many kinds of change it holds. */
  changes: number;
  parentNumber: string;
  parentStatus: ConventionStatus;
  /** Sentences: what makes a change impossible. */
  problems: readonly string[];
  /** Sentences: other open avenants that touch the same matter. */
  conflicts: readonly string[];
};

/** A person under one hat (named by its membership once a circuit designates people), or the application itself. */
export type TransitionActor = { role: Role | 'system'; membershipId?: string | undefined };

/** What stands in the way (blocker) or deserves a thought (warning). `message` is shown as it is. */
export type Finding = { code: string; message: string };
export type Findings = { blockers: Finding[]; warnings: Finding[] };

/** What a person adds to the act. */
export type TransitionPayload = {
  reason?: string | undefined;
  /** Schools concerned by a suspension; empty means all. */
  uais?: readonly string[] | undefined;
  /** Day on which the notice of termination was received by the other party (ISO). */
  noticeGivenOn?: string | undefined;
  /** Day from which the termination takes effect (ISO); by default the end of the school year after the notice. */
  takesEffectOn?: string | undefined;
  reversibilityPlan?: string | undefined;
  /** Last day to give each required opinion, when the usual delay does not suit. */
  dpoDueOn?: string | undefined;
  legalDueOn?: string | undefined;
  /** For a signature: the sentence was accepted, on the text that has this hash. */
  consent?: boolean | undefined;
  sha256?: string | undefined;
  /** Members of the circuit whose signatures a deposited file holds. */
  memberKeys?: readonly string[] | undefined;
};

/** Side on which a role signs, or null. */
export function sideOf(role: TransitionActor['role']): Side | null {
  if (role === 'state_signatory') return 'state';
  if (role === 'authority_signatory') return 'authority';
  if (role === 'school_head') return 'school';
  if (role === 'vendor') return 'vendor';
  return null;
}

/** Acts still owed by the members of the circuit together, approvers included. */
export function remainingInAll(circuit: CircuitState): number {
  return remainingMembers(circuit).length;
}

/** Signatures still owed by one side. */
export function remaining(signatures: SideSignatures): number {
  return Math.max(0, signatures.required - signatures.recorded);
}
