import type { Role } from '../access/roles';
import type { RaciActorKind, RaciParty } from './domain';

/** For which party each hat speaks in a matrix. A hat that is not here speaks for its own person's column only. */
const partyOf: Partial<Record<Role, RaciParty>> = {
  academy_admin: 'academy',
  academy_editor: 'academy',
  dsden: 'district',
  authority_editor: 'authority',
  authority_signatory: 'authority',
  mutualising_body: 'authority',
  vendor: 'vendor',
  school_head: 'heads',
  dpo: 'dpo',
};

/** Parties that nobody's hat speaks for: the académie records what they said. */
const withoutHat: readonly RaciParty[] = ['teachers', 'ministry', 'other'];

/** The party for which this role speaks, if any. */
export const partySpokenBy = (role: Role): RaciParty | null => partyOf[role] ?? null;

/** The roles that speak for a party; nobody's hat, the académie's editors, who record what it said. */
export function rolesSpeakingFor(party: RaciParty): Role[] {
  if (withoutHat.includes(party)) return ['academy_admin', 'academy_editor'];
  return (Object.keys(partyOf) as Role[]).filter((role) => partyOf[role] === party);
}

export type Hat = { role: Role; membershipId: string };
export type SpokenColumn = { party: RaciParty; kind: RaciActorKind; membershipId: string | null };

/**
 * Whether this hat answers for this column: a named person for their own, otherwise whoever acts for its party.
 * That the hat may take part in the project at all is told by the access rules (`Project:participate`).
 */
export function speaksFor(hat: Hat, column: SpokenColumn): boolean {
  if (column.kind === 'person' && column.membershipId !== null)
    return column.membershipId === hat.membershipId;
  return partyOf[hat.role] === column.party;
}

/** Whether this hat may record what a party without an account here has said. */
export const recordsFor = (hat: Hat, column: SpokenColumn): boolean =>
  (hat.role === 'academy_admin' || hat.role === 'academy_editor') &&
  column.kind !== 'person' &&
  withoutHat.includes(column.party);

/** The hats that may speak for a column: whose turn it is when its agreement is asked for. */
export const rolesSpeaking = ({ party, kind, membershipId }: SpokenColumn): Role[] =>
  kind === 'person' && membershipId !== null ? [] : rolesSpeakingFor(party);
