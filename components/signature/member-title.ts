import type { CircuitMember } from '@/server/signature/circuit';

const anyone = {
  state: 'le signataire de l’État',
  authority: 'le signataire de la collectivité',
  school: 'le chef d’établissement',
  vendor: 'le signataire de l’éditeur',
} as const;

/** « Robin Martel (Académie de Versailles), valideur », « le signataire de la collectivité ». */
export function memberTitle(
  member: Pick<CircuitMember, 'kind' | 'side' | 'designated' | 'organisation'>,
): string {
  if (!member.designated) return anyone[member.side];
  const from = member.organisation ? ` (${member.organisation})` : '';
  return `${member.designated.name}${from}, ${member.kind === 'approver' ? 'valide' : 'signe'}`;
}
