import type { Role } from '../access/roles';
import type { AnyOpinionKind } from './facts';

/** Opinions that belong to a role of the application; an expert has none. */
export type RoleOpinionKind = Exclude<AnyOpinionKind, 'expert'>;

/** Who gives each opinion (DOMAIN §3: advice, never the decision). */
export const opinionRoles: Record<RoleOpinionKind, Role> = {
  dpo: 'dpo',
  legal: 'legal',
  dsi: 'directory_operator',
  dsden: 'dsden',
};

/** Which opinion a hat gives, when it is asked for it. */
export const opinionOf = (actor: { role: Role }): RoleOpinionKind | null =>
  (Object.keys(opinionRoles) as RoleOpinionKind[]).find((kind) => opinionRoles[kind] === actor.role) ?? null;
