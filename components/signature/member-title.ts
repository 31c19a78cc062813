import { type CircuitMember, memberInList } from '@/server/signature/circuit';

type Titled = Pick<CircuitMember, 'kind' | 'side' | 'designated' | 'organisation'>;

/** « Robin Martel (Académie de Versailles), valideur », « le signataire de la collectivité ». */
export function memberTitle(member: Titled): string {
  if (!member.designated) return memberInList(member);
  const from = member.organisation ? ` (${member.organisation})` : '';
  return `${memberInList(member)}${from}, ${member.kind === 'approver' ? 'valide' : 'signe'}`;
}

/** « 1er groupe », « 2e groupe » */
export const groupName = (rank: number): string => `${rank}${rank === 1 ? 'er' : 'e'} groupe`;

/** Members to choose from; the group tells apart those that nobody was designated for. */
export const memberChoices = (members: readonly (Pick<CircuitMember, 'key' | 'group'> & Titled)[]) =>
  members.map((one) => ({ id: one.key, label: memberTitle(one), detail: groupName(one.group) }));
