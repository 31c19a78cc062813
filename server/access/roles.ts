import type { Role } from '@/prisma/generated/enums';

export type { Role };

/** French names of the roles of DOMAIN §3, as shown beside a name. */
export const roleLabels: Record<Role, string> = {
  operator: 'Exploitant de la plateforme',
  national_observer: 'Observateur national',
  academy_admin: 'Administrateur de l’académie (DANE)',
  academy_editor: 'Rédacteur de l’académie',
  dpo: 'Délégué à la protection des données',
  legal: 'Service juridique',
  directory_operator: 'Exploitant de l’annuaire',
  dsden: 'DSDEN',
  state_signatory: 'Signataire pour l’État',
  authority_editor: 'Rédacteur de la collectivité',
  authority_signatory: 'Signataire de la collectivité',
  mutualising_body: 'Structure mutualisatrice',
  vendor: 'Éditeur de solution',
  school_head: 'Directeur ou chef d’établissement',
  reader: 'Lecteur des retours d’expérience',
};

export const allRoles = Object.keys(roleLabels) as Role[];

/** Roles that work inside one académie and see all of it. */
export const academyRoles = [
  'academy_admin',
  'academy_editor',
  'dpo',
  'legal',
  'directory_operator',
  'state_signatory',
] as const satisfies readonly Role[];

/** Roles that act for one or several authorities. */
export const authorityRoles = [
  'authority_editor',
  'authority_signatory',
  'mutualising_body',
] as const satisfies readonly Role[];
