import type { AuthorityKind } from '@/prisma/generated/enums';
import type { VariableValue } from './types';

/** What a project already knows and the convention need not ask again. */
export type KnownFacts = {
  authorityKind: AuthorityKind;
  marketReference: string | null;
  /** ISO date. */
  marketEndsOn: string | null;
};

const authorityTypes: Record<AuthorityKind, string> = {
  commune: 'commune',
  epci: 'epci',
  ept: 'epci',
  syndicate: 'syndicate',
  department: 'department',
  region: 'region',
  mutualising_body: 'syndicate',
};

/** Values with which the default templates begin; keys that a template does not define are left out by the caller. */
export function initialValues(facts: KnownFacts): Record<string, VariableValue> {
  const { marketReference, marketEndsOn } = facts;
  return {
    collectivite_type: authorityTypes[facts.authorityKind],
    ...(facts.authorityKind === 'mutualising_body' ? { competence: 'mutualised' } : {}),
    ...(marketReference ? { reference_marche: marketReference } : {}),
    ...(marketEndsOn ? { marche_date_fin: marketEndsOn } : {}),
    ...(marketReference && marketEndsOn ? { marche_etat: 'concluded' } : {}),
  };
}
