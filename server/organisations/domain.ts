import type { OrganisationKind } from '@/prisma/generated/enums';
import type { Role } from '../access/roles';

export type { OrganisationKind };

export const kindLabels: Record<OrganisationKind, string> = {
  platform: 'Exploitant de la plateforme',
  ministry: 'Administration centrale',
  academy: 'Académie (rectorat)',
  dsden: 'DSDEN',
  authority: 'Collectivité',
  mutualising_body: 'Structure mutualisatrice',
  vendor: 'Éditeur',
  school: 'École ou établissement',
};

export const organisationKinds = Object.keys(kindLabels) as OrganisationKind[];

/** Roles that make sense in an organisation of each kind: the reach of a role is that of its organisation. */
export const rolesByKind: Record<OrganisationKind, readonly Role[]> = {
  platform: ['operator'],
  ministry: ['national_observer', 'reader'],
  academy: [
    'academy_admin',
    'academy_editor',
    'dpo',
    'legal',
    'directory_operator',
    'state_signatory',
    'reader',
  ],
  dsden: ['dsden', 'state_signatory', 'reader'],
  authority: ['authority_editor', 'authority_signatory', 'reader'],
  mutualising_body: ['mutualising_body', 'authority_signatory', 'reader'],
  vendor: ['vendor', 'reader'],
  school: ['school_head', 'reader'],
};

/** Kinds that stand in one académie; the others are national, and the operator's alone. */
const kindsOfAcademies: readonly OrganisationKind[] = [
  'academy',
  'dsden',
  'authority',
  'mutualising_body',
  'school',
];

/**
 * Kinds of organisation that a role may create. An académie's administrator creates those that work with the
 * académie; the académie itself, vendors and national bodies are the operator's.
 */
export function creatableKinds(role: Role): readonly OrganisationKind[] {
  if (role === 'operator') return organisationKinds;
  if (role === 'academy_admin') return kindsOfAcademies.filter((kind) => kind !== 'academy');
  return [];
}

/** Roles that a person of this role may give in an organisation of this kind. */
export function grantableRoles(role: Role, kind: OrganisationKind): readonly Role[] {
  if (role === 'operator') return rolesByKind[kind];
  if (role === 'academy_admin' && kindsOfAcademies.includes(kind)) return rolesByKind[kind];
  return [];
}

/** Roles whose quality is printed on conventions: it must be known. */
export const signingRoles = ['state_signatory', 'authority_signatory'] as const satisfies readonly Role[];

export function signs(role: Role): boolean {
  return (signingRoles as readonly Role[]).includes(role);
}

/** Where a validity stands on a day; ends are included. */
export type Validity = 'current' | 'future' | 'past';

/** @param today, from, until civil dates (yyyy-mm-dd); `until` null is open-ended. */
export function validityOn(today: string, from: string, until: string | null): Validity {
  if (until !== null && (until < today || until < from)) return 'past';
  return from > today ? 'future' : 'current';
}

/** French sentence when two ends of a validity cannot stand together, else null. */
export function validityProblem(from: string, until: string | null): string | null {
  return until !== null && until < from ? 'La fin précède le début.' : null;
}
