import type { Prisma } from '@/prisma/generated/client';
import type { ConventionKind, ConventionStatus } from '@/prisma/generated/enums';
import {
  type Circuit,
  type CircuitMember,
  type CircuitState,
  circuitParties,
  defaultCircuit,
} from './circuit';

/** What is read of a convention to know where its circuit is; every query that decides on it selects this. */
export const circuitSelect = {
  status: true,
  kind: true,
  establishment: { select: { uai: true } },
  circuit: { select: { members: true, version: true } },
  texts: { orderBy: { number: 'desc' }, take: 1, select: { id: true, stage: true, circuit: true } },
  signatures: { where: { revokedAt: null }, select: { textId: true, memberKey: true, membershipId: true } },
  approvals: {
    where: { revokedAt: null, accepted: true },
    select: { textId: true, memberKey: true, membershipId: true },
  },
} as const satisfies Prisma.ConventionSelect;

type Acted = { textId: string; memberKey: string; membershipId: string | null };

type CircuitRow = {
  status: ConventionStatus;
  kind: ConventionKind;
  establishment: object | null;
  circuit: { members: Prisma.JsonValue } | null;
  texts: readonly { id: string; stage: string; circuit?: Prisma.JsonValue }[];
  signatures: readonly (Acted & { revokedAt?: Date | null })[];
  approvals: readonly (Acted & { revokedAt?: Date | null; accepted?: boolean })[];
};

/** Members kept as JSON were checked when they were written (circuit schema). */
export const membersOf = (json: Prisma.JsonValue): CircuitMember[] => json as unknown as CircuitMember[];

/** The circuit as it would be used today: the one chosen, or that of the shape. */
export const chosenCircuit = (row: Pick<CircuitRow, 'kind' | 'establishment' | 'circuit'>): Circuit =>
  row.circuit ? membersOf(row.circuit.members) : defaultCircuit(circuitParties(row));

/** States in which the last text is being worked on again, or waits for its document. */
const redrafted: readonly ConventionStatus[] = [
  'draft',
  'academic_review',
  'partner_review',
  'awaiting_deliberation',
];

/**
 * The circuit that counts and who has acted on the last text. Once a document is open to signature its circuit is
 * the one kept with it: a later choice concerns the next document only.
 */
export function circuitStateOf(row: CircuitRow): CircuitState {
  const text = row.texts[0];
  const kept = text?.stage === 'ready_to_sign' && !redrafted.includes(row.status) ? text.circuit : null;
  const acted = [
    ...row.signatures.filter((one) => !one.revokedAt),
    ...row.approvals.filter((one) => !one.revokedAt && one.accepted !== false),
  ];
  return {
    members: kept ? membersOf(kept) : chosenCircuit(row),
    done: acted
      .filter((one) => one.textId === text?.id)
      .map(({ memberKey, membershipId }) => ({ key: memberKey, membershipId })),
  };
}
