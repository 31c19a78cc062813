import { searchable } from '@/server/territory/search';

/** What one column of a spreadsheet of conventions may say. */
export const takeoverFields = [
  'siren',
  'insee',
  'authority',
  'department',
  'reference',
  'product',
  'degree',
  'state',
  'signedOn',
  'effectiveOn',
  'endsOn',
  'duration',
  'terminatedOn',
  'deliberationNumber',
  'deliberationOn',
  'schools',
  'note',
] as const;

export type TakeoverField = (typeof takeoverFields)[number];

/** French names of the fields, with what each accepts. */
export const fieldLabels: Record<TakeoverField, { label: string; help: string }> = {
  siren: { label: 'SIREN ou SIRET de la collectivité', help: 'Neuf ou quatorze chiffres.' },
  insee: { label: 'Code INSEE de la commune', help: 'Cinq caractères ; le zéro de tête peut manquer.' },
  authority: { label: 'Collectivité', help: 'Nom de la commune, de l’EPCI, du syndicat, du département…' },
  department: { label: 'Département', help: '95, 095 ou 7 : sert à départager les homonymes.' },
  reference: { label: 'Numéro ou référence', help: 'Le numéro que la convention porte chez vous.' },
  product: { label: 'Solution', help: 'Nom de la solution, tel qu’au catalogue ou approchant.' },
  degree: { label: 'Degré', help: 'Premier ou second degré ; se déduit sinon des écoles.' },
  state: { label: 'État', help: 'En vigueur, signée, échue, résiliée, suspendue, renouvelée.' },
  signedOn: { label: 'Date de signature', help: '01/09/2024, 2024-09-01 ou 1er septembre 2024.' },
  effectiveOn: { label: 'Date d’effet', help: 'Premier jour de la convention.' },
  endsOn: { label: 'Date de fin', help: 'Dernier jour, ou « tacite reconduction ».' },
  duration: { label: 'Durée', help: '36 mois, 3 ans ; à défaut de date de fin.' },
  terminatedOn: { label: 'Date de résiliation', help: 'Jour où la résiliation a pris effet.' },
  deliberationNumber: { label: 'Numéro de délibération', help: 'Par exemple 2024-06-12.' },
  deliberationOn: { label: 'Date de délibération', help: 'Jour de la séance.' },
  schools: { label: 'Écoles (UAI)', help: 'Liste d’UAI, séparés librement, ou « toutes les écoles ».' },
  note: { label: 'Remarques', help: 'Reprises telles quelles sur la convention.' },
};

/** Names under which each column is met, in the form of `searchable`; a longer one wins over a shorter one. */
const NAMES: Record<TakeoverField, readonly string[]> = {
  siren: [
    'siren',
    'siret',
    'n siren',
    'n siret',
    'numero siren',
    'numero siret',
    'siren collectivite',
    'siret collectivite',
    'siren siret',
  ],
  insee: ['insee', 'code insee', 'code commune', 'insee commune', 'code insee commune', 'cog'],
  authority: [
    'collectivite',
    'commune',
    'ville',
    'nom de la collectivite',
    'nom collectivite',
    'nom de la commune',
    'nom commune',
    'mairie',
    'partenaire',
    'signataire',
    'structure',
    'porteur',
    'collectivite signataire',
    'epci',
    'co contractant',
    'cocontractant',
  ],
  department: ['departement', 'dept', 'dep', 'dpt', 'code departement', 'n departement'],
  reference: [
    'reference',
    'ref',
    'numero',
    'n',
    'no',
    'num',
    'numero de convention',
    'n de convention',
    'n convention',
    'reference convention',
    'reference de la convention',
    'numero convention',
    'id',
    'identifiant',
    'convention',
  ],
  product: [
    'solution',
    'produit',
    'ent',
    'outil',
    'logiciel',
    'editeur',
    'nom de l ent',
    'solution ent',
    'ent retenu',
    'produit ent',
    'nom ent',
  ],
  degree: ['degre', 'niveau', '1d 2d', 'premier second degre', '1er 2nd degre'],
  state: [
    'etat',
    'statut',
    'situation',
    'etat de la convention',
    'statut de la convention',
    'etat convention',
    'statut convention',
    'avancement',
  ],
  signedOn: [
    'date de signature',
    'date signature',
    'signature',
    'signee le',
    'signe le',
    'date de la signature',
  ],
  effectiveOn: [
    'date d effet',
    'date effet',
    'effet',
    'debut',
    'date de debut',
    'date debut',
    'date d entree en vigueur',
    'entree en vigueur',
    'prise d effet',
    'date de prise d effet',
    'du',
    'debut de validite',
    'date de depart',
  ],
  endsOn: [
    'date de fin',
    'date fin',
    'fin',
    'echeance',
    'date d echeance',
    'terme',
    'au',
    'fin de validite',
    'date de terme',
    'expiration',
    'date d expiration',
    'jusqu au',
  ],
  duration: [
    'duree',
    'duree mois',
    'duree ans',
    'duree annees',
    'duree en mois',
    'duree en annees',
    'duree en ans',
    'duree de la convention',
    'nombre de mois',
    'nombre d annees',
  ],
  terminatedOn: ['date de resiliation', 'date resiliation', 'resiliation', 'resiliee le', 'denoncee le'],
  deliberationNumber: [
    'deliberation',
    'n deliberation',
    'n de deliberation',
    'numero de deliberation',
    'numero deliberation',
    'reference deliberation',
    'deliberation n',
    'ref deliberation',
    'numero de la deliberation',
  ],
  deliberationOn: [
    'date de deliberation',
    'date deliberation',
    'date de la deliberation',
    'deliberation du',
    'date du conseil municipal',
    'date du conseil',
    'date cm',
    'seance du',
  ],
  schools: [
    'uai',
    'uais',
    'rne',
    'code uai',
    'codes uai',
    'liste uai',
    'liste des uai',
    'ecoles',
    'liste des ecoles',
    'etablissements',
    'ecoles concernees',
    'perimetre',
    'ecoles uai',
    'uai des ecoles',
    'liste des etablissements',
    'ecoles couvertes',
  ],
  note: [
    'remarque',
    'remarques',
    'note',
    'notes',
    'commentaire',
    'commentaires',
    'observation',
    'observations',
  ],
};

const FIELD_OF = new Map(
  takeoverFields.flatMap((field) => NAMES[field].map((name) => [name, field] as const)),
);

/** A head as heads are compared: no accents, case or signs. « Date d’effet * » → « date d effet ». */
export const headKey = (head: string): string =>
  searchable(head)
    .replace(/\bn o\b|\bno\b/g, 'n')
    .trim();

/**
 * The field of each column, by its head: what this académie chose before, then the known names. A field is
 * given once, to the first column that claims it; the others are left to a person.
 * @returns one entry per head, '' when none was recognised
 */
export function recognise(
  heads: readonly string[],
  kept: Readonly<Record<string, string>> = {},
): (TakeoverField | '')[] {
  const taken = new Set<TakeoverField>();
  const claim = (wanted: TakeoverField | undefined) => {
    if (!wanted || taken.has(wanted)) return '';
    taken.add(wanted);
    return wanted;
  };
  const fromBefore = heads.map((head) => {
    const before = kept[headKey(head)];
    if (before === undefined) return null;
    return before === '' ? '' : claim(takeoverFields.find((field) => field === before));
  });
  return heads.map((head, index) => {
    const before = fromBefore[index];
    if (before !== null && before !== undefined) return before;
    return claim(FIELD_OF.get(headKey(head)));
  });
}

/**
 * What stands in the way of reading the lines with these columns, or null: a collectivité and a date of effect
 * are what no line can do without.
 */
export function columnsRefusal(columns: readonly (TakeoverField | '')[]): string | null {
  const has = (...fields: TakeoverField[]) => fields.some((field) => columns.includes(field));
  const missing = [
    !has('siren', 'insee', 'authority') && 'la collectivité (nom, SIREN ou code INSEE)',
    !has('effectiveOn') && 'la date d’effet',
    !has('endsOn', 'duration') && 'la date de fin ou la durée',
  ].filter((one) => one !== false);
  const twice = takeoverFields.find((field) => columns.filter((one) => one === field).length > 1);
  if (twice) return `Deux colonnes sont données pour « ${fieldLabels[twice].label} » : gardez-en une.`;
  return missing.length === 0
    ? null
    : `Indiquez la colonne qui donne ${missing.join(', puis celle qui donne ')}.`;
}
