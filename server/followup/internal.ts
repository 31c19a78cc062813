import { authorityRoles } from '../access/roles';
import type { PersonAct } from '../audit/journal';
import { forbidden } from '../errors';

/** True when this hat acts for a collectivité: it reads and writes what is shared, and nothing else. */
export const actsForAuthority = ({ actor }: Pick<PersonAct, 'actor'>) =>
  authorityRoles.some((role) => role === actor.role);

/** A carrier's people write for everybody on the project: nothing of theirs is internal to the académie. */
export function refuseInternal(act: PersonAct, shared: boolean): void {
  if (!shared && actsForAuthority(act))
    throw forbidden('Ce que la collectivité écrit dans le suivi est partagé avec l’académie.');
}
