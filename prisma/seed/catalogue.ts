import type { Degree, ProductKind } from '@/prisma/generated/enums';

/**
 * First lines of the product catalogue (DOMAIN §8). They are a starting point that académies edit: nothing
 * here was checked with the vendors, so `checkedOn` stays empty and each note says so.
 */
export const catalogue: ReadonlyArray<{
  vendor: string;
  name: string;
  kind: ProductKind;
  degrees: readonly Degree[];
  note: string;
}> = [
  { vendor: 'Edifice', name: 'ONE', kind: 'ent', degrees: ['primary'], note: 'À vérifier.' },
  { vendor: 'Edifice', name: 'NEO', kind: 'ent', degrees: ['secondary'], note: 'À vérifier.' },
  { vendor: 'Beneylu', name: 'Beneylu School', kind: 'ent', degrees: ['primary'], note: 'À vérifier.' },
  {
    vendor: 'Toute Mon École',
    name: 'Toute Mon École',
    kind: 'ent',
    degrees: ['primary'],
    note: 'À vérifier, raison sociale de l’éditeur comprise.',
  },
  { vendor: 'Kosmos', name: 'Skolengo', kind: 'ent', degrees: ['secondary'], note: 'À vérifier.' },
  { vendor: 'Kosmos', name: 'K-d’école', kind: 'ent', degrees: ['primary'], note: 'À vérifier.' },
  {
    vendor: 'itslearning',
    name: 'itslearning',
    kind: 'ent',
    degrees: ['primary', 'secondary'],
    note: 'À vérifier.',
  },
  {
    vendor: 'OZE',
    name: 'OZE',
    kind: 'ent',
    degrees: ['primary', 'secondary'],
    note: 'À vérifier, raison sociale de l’éditeur comprise.',
  },
  {
    vendor: 'Index Éducation',
    name: 'Pronote',
    kind: 'school_life',
    degrees: ['secondary'],
    note: 'Logiciel de vie scolaire, et non un ENT\u00a0: ne peut pas être accroché à l’AAF. À vérifier.',
  },
];

/**
 * What Eduscol published for 2022 on the four départements of Versailles (DOMAIN §6). Bands are percentages,
 * low included, high excluded except 100. The denominator was not published: no rate is computed from them.
 */
export const publishedFigures: ReadonlyArray<{
  department: string;
  band: string;
  low: number;
  high: number;
  numerator: number;
}> = [
  { department: '78', band: 'moins de 20 %', low: 0, high: 20, numerator: 177 },
  { department: '91', band: 'de 20 à 50 %', low: 20, high: 50, numerator: 164 },
  { department: '92', band: 'de 20 à 50 %', low: 20, high: 50, numerator: 259 },
  { department: '95', band: 'généralisé (90 % ou plus)', low: 90, high: 100, numerator: 772 },
];

export const publishedSource = {
  degree: 'primary' as const satisfies Degree,
  year: 2022,
  source: 'Eduscol 2022 (repris du dossier de départ du projet)',
  sourceUrl: 'https://eduscol.education.fr/1567/l-etat-du-deploiement-des-espaces-numeriques-de-travail',
  scope: 'écoles du territoire (dénominateur non publié)',
};
