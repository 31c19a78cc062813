import { academyRoles, authorityRoles, type Role } from '@/server/access/roles';

/** The two sides of a conversation. */
export type ReviewSide = 'academy' | 'authority';

/** Who may comment, by side; the rules of access say on which conventions. */
export const commenters: Record<ReviewSide, readonly Role[]> = {
  academy: [...academyRoles, 'dsden'],
  authority: authorityRoles,
};

/** Who may open a field to the other side, correct one, or decide on a correction. */
const writers: Record<ReviewSide, readonly Role[]> = {
  academy: ['academy_admin', 'academy_editor'],
  authority: ['authority_editor', 'mutualising_body'],
};

export const sideOfRole = (role: Role): ReviewSide =>
  (authorityRoles as readonly Role[]).includes(role) ? 'authority' : 'academy';

export const otherSide = (side: ReviewSide): ReviewSide => (side === 'academy' ? 'authority' : 'academy');

export const writesFor = (role: Role): ReviewSide | null =>
  writers.academy.includes(role) ? 'academy' : writers.authority.includes(role) ? 'authority' : null;

export const writersOf = (side: ReviewSide) => writers[side];

/** An authority never reads what the académie says among itself. */
export const readsInternal = (role: Role) => commenters.academy.includes(role);

export const sideNames: Record<ReviewSide, string> = {
  academy: 'l’académie',
  authority: 'la collectivité',
};

/** How long one may correct one's own words. */
export const editMinutes = 15;
