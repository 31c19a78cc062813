import type { OrganisationKind, Role } from '../generated/enums';

/** Organisation of the demonstration, by a key of its own. */
export type DemonstrationOrganisation = {
  key: string;
  kind: OrganisationKind;
  name: string;
  academyCode?: string;
  departmentCode?: string;
  /** INSEE code of the commune it stands for. */
  communeCode?: string;
  vendor?: string;
  uai?: string;
  /** Communes (INSEE) for which a mutualising body acts. */
  mandates?: string[];
};

export const demonstrationOrganisations: DemonstrationOrganisation[] = [
  { key: 'platform', kind: 'platform', name: 'Exploitant de démonstration' },
  { key: 'ministry', kind: 'ministry', name: 'Direction du numérique pour l’éducation' },
  { key: 'versailles', kind: 'academy', name: 'Académie de Versailles', academyCode: '25' },
  { key: 'rennes', kind: 'academy', name: 'Académie de Rennes', academyCode: '14' },
  { key: 'dsden78', kind: 'dsden', name: 'DSDEN des Yvelines', academyCode: '25', departmentCode: '78' },
  { key: 'dsden95', kind: 'dsden', name: 'DSDEN du Val-d’Oise', academyCode: '25', departmentCode: '95' },
  {
    key: 'argenteuil',
    kind: 'authority',
    name: 'Commune d’Argenteuil',
    academyCode: '25',
    communeCode: '95018',
  },
  {
    key: 'mutualisation',
    kind: 'mutualising_body',
    name: 'Structure mutualisatrice de démonstration',
    academyCode: '25',
    mandates: ['95018', '95127', '95252', '95500'],
  },
  { key: 'editeur', kind: 'vendor', name: 'Éditeur de démonstration', vendor: 'Éditeur de démonstration' },
  { key: 'ecole', kind: 'school', name: 'École Les Tilleuls (fictive)', academyCode: '25', uai: '0959001' },
];

export type DemonstrationAccount = {
  email: string;
  name: string;
  role: Role;
  organisation: string;
  /** What this account is for, in French. */
  label: string;
  quality?: string;
  delegation?: { grantedBy: string; reference: string; grantedOn: string };
};

const demo = (local: string) => `${local}@demo.invalid`;

/** One account for each role; the demonstration signs them in with one click. */
export const demonstrationAccounts: DemonstrationAccount[] = [
  {
    email: demo('exploitant'),
    name: 'Camille Exploitant',
    role: 'operator',
    organisation: 'platform',
    label: 'Exploitant de la plateforme',
  },
  {
    email: demo('dane'),
    name: 'Dominique Dane',
    role: 'academy_admin',
    organisation: 'versailles',
    label: 'DANE de Versailles, administratrice de l’académie',
  },
  {
    email: demo('redaction'),
    name: 'Robin Martel',
    role: 'academy_editor',
    organisation: 'versailles',
    label: 'Rédacteur de l’académie',
  },
  {
    email: demo('dpd'),
    name: 'Claude Delmas',
    role: 'dpo',
    organisation: 'versailles',
    label: 'Délégué à la protection des données',
    quality: 'Délégué à la protection des données',
  },
  {
    email: demo('juridique'),
    name: 'Andréa Lebrun',
    role: 'legal',
    organisation: 'versailles',
    label: 'Service juridique',
  },
  {
    email: demo('annuaire'),
    name: 'Sacha Annuaire',
    role: 'directory_operator',
    organisation: 'versailles',
    label: 'Exploitant de l’annuaire (DSI)',
  },
  {
    email: demo('dasen'),
    name: 'Frédérique Marchand',
    role: 'state_signatory',
    organisation: 'dsden95',
    label: 'DASEN, signataire pour l’État',
    quality: 'Directrice académique des services de l’éducation nationale',
    delegation: {
      grantedBy: 'le recteur de l’académie de Versailles',
      reference: 'DEMO-2025-017',
      grantedOn: '2025-09-01',
    },
  },
  {
    email: demo('dsden78'),
    name: 'Lou Yvelines',
    role: 'dsden',
    organisation: 'dsden78',
    label: 'DSDEN des Yvelines',
  },
  {
    email: demo('projet'),
    name: 'Alix Projet',
    role: 'authority_editor',
    organisation: 'argenteuil',
    label: 'Cheffe de projet de la collectivité',
  },
  {
    email: demo('maire'),
    name: 'Maxime Dupré',
    role: 'authority_signatory',
    organisation: 'argenteuil',
    label: 'Maire, signataire de la collectivité',
    quality: 'Maire',
  },
  {
    email: demo('mutualisation'),
    name: 'Noa Mutuel',
    role: 'mutualising_body',
    organisation: 'mutualisation',
    label: 'Structure mutualisatrice',
  },
  {
    email: demo('editeur'),
    name: 'Charlie Éditeur',
    role: 'vendor',
    organisation: 'editeur',
    label: 'Éditeur de solution',
  },
  {
    email: demo('ecole'),
    name: 'Morgan Directeur',
    role: 'school_head',
    organisation: 'ecole',
    label: 'Directeur d’école',
  },
  {
    email: demo('lecteur'),
    name: 'Ange Lecteur',
    role: 'reader',
    organisation: 'ministry',
    label: 'Lecteur des retours d’expérience',
  },
  {
    email: demo('national'),
    name: 'Eden National',
    role: 'national_observer',
    organisation: 'ministry',
    label: 'Observateur national',
  },
  {
    email: demo('dane.rennes'),
    name: 'Gwenn Rennes',
    role: 'academy_admin',
    organisation: 'rennes',
    label: 'DANE de Rennes (une autre académie)',
  },
];
