import type { Role } from '../access/roles';
import type { OpinionKind } from './facts';

/** Which opinion a hat gives (DOMAIN §3: advice, never the decision). */
export const opinionOf = (actor: { role: Role }): OpinionKind | null =>
  actor.role === 'dpo' ? 'dpo' : actor.role === 'legal' ? 'legal' : null;
