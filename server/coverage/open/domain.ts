import { toCsv } from '@/server/documents/csv';
import type { Band, ChainCounts, ChainStage, Degree } from '../domain';
import { chainStages, countOf, degreeLabels, isUnmeasured, stageLabels } from '../domain';

/** The licence under which the figures are given away: named and linked with each file. */
export const licence = {
  name: 'Licence Ouverte 2.0 (Etalab)',
  url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
} as const;

/** Where the figures come from, in the words of each file. */
export const openSource =
  'Calculé par Accord’ENT d’après les projets, les conventions et les accrochages saisis par l’académie, et d’après l’annuaire de l’éducation nationale.';

/** One département of an académie that chose to publish, for one degree: nothing finer is ever given. */
export type OpenRow = {
  academyCode: string;
  academyName: string;
  departmentCode: string;
  departmentName: string;
  degree: Degree;
  counts: ChainCounts;
  demonstration: boolean;
};

/** An académie that publishes, with the bands by which it colours its own map. */
export type OpenAcademy = { code: string; name: string; bands: readonly Band[] };

export type OpenCoverage = { asOf: string; academies: OpenAcademy[]; rows: OpenRow[] };

/** Stable names of the links in the files: addresses and scripts rest on them. */
const names: Record<ChainStage, string> = {
  exists: 'etablissements',
  in_project: 'dans_un_projet',
  signed: 'signes_pas_encore_en_vigueur',
  conventioned: 'conventionnes',
  attached: 'accroches',
  used: 'utilises',
};

type Value = string | number | boolean | null;
export type OpenColumn = {
  name: string;
  type: 'texte' | 'date' | 'entier' | 'nombre' | 'booléen';
  description: string;
  value: (row: OpenRow, asOf: string) => Value;
};

const rate = (numerator: number, denominator: number) =>
  denominator === 0 ? null : Math.round((numerator / denominator) * 1000) / 10;

/** The dictionary of the columns, which writes the files too: a column cannot be there without its description. */
export const openColumns: readonly OpenColumn[] = [
  {
    name: 'date',
    type: 'date',
    description: 'Jour dont l’état est décrit (AAAA-MM-JJ).',
    value: (_, asOf) => asOf,
  },
  {
    name: 'academie_code',
    type: 'texte',
    description: 'Code de l’académie, sur deux chiffres.',
    value: (row) => row.academyCode,
  },
  { name: 'academie', type: 'texte', description: 'Nom de l’académie.', value: (row) => row.academyName },
  {
    name: 'departement_code',
    type: 'texte',
    description: 'Code du département\u00a0: du texte, pas un nombre (07, 2A, 971).',
    value: (row) => row.departmentCode,
  },
  {
    name: 'departement',
    type: 'texte',
    description: 'Nom du département.',
    value: (row) => row.departmentName,
  },
  {
    name: 'degre',
    type: 'texte',
    description: 'Premier degré (écoles) ou second degré (collèges et lycées).',
    value: (row) => degreeLabels[row.degree],
  },
  {
    name: 'secteur',
    type: 'texte',
    description: 'Établissements comptés\u00a0: les établissements publics seulement.',
    value: () => 'public',
  },
  ...chainStages.map(
    (stage): OpenColumn => ({
      name: names[stage],
      type: 'entier',
      description: `Nombre d’établissements ${described(stage)}${stage === 'used' ? '\u00a0; vide quand la DNMA n’en a mesuré aucun' : ''}.`,
      // Where the DNMA measured nothing, « no visit » says nothing.
      value: ({ counts }) => (isUnmeasured(stage, counts) ? null : countOf(counts, stage)),
    }),
  ),
  ...(['in_project', 'conventioned', 'attached'] as const).map(
    (stage): OpenColumn => ({
      name: `taux_${names[stage]}`,
      type: 'nombre',
      description: `${names[stage]} divisé par ${names.exists}, en pourcentage\u00a0; vide sans établissement.`,
      value: (row) => rate(countOf(row.counts, stage), row.counts.exists),
    }),
  ),
  {
    name: 'demonstration',
    type: 'booléen',
    description: 'Vrai quand les établissements comptés sont fictifs (démonstration).',
    value: (row) => row.demonstration,
  },
  { name: 'source', type: 'texte', description: 'D’où vient le calcul.', value: () => openSource },
  { name: 'licence', type: 'texte', description: 'Licence de réutilisation.', value: () => licence.name },
];

/** The meaning of a link, without feminine endings that would suppose écoles. */
function described(stage: ChainStage): string {
  const said: Record<ChainStage, string> = {
    exists: 'ouverts à cette date selon l’annuaire',
    in_project: 'inscrits à un projet ENT en cours',
    signed: 'à l’annexe d’une convention signée qui n’a pas encore pris effet',
    conventioned: 'à l’annexe d’une convention en vigueur',
    attached: 'accrochés à l’AAF',
    used: `où ${stageLabels.used.meaning.replace(/^où /, '')}`,
  };
  return said[stage];
}

/** The figures for spreadsheets. */
export function openCsv({ asOf, rows }: Pick<OpenCoverage, 'asOf' | 'rows'>): string {
  return toCsv(
    openColumns.map(({ name, value }) => ({ label: name, value: (row: OpenRow) => value(row, asOf) })),
    rows,
  );
}

/** The figures for programs, with their licence, source and dictionary. */
export function openJson({ asOf, rows }: Pick<OpenCoverage, 'asOf' | 'rows'>): string {
  return `${JSON.stringify(
    {
      titre: 'Couverture des espaces numériques de travail par département',
      date: asOf,
      perimetre: 'établissements publics des académies qui ont choisi de publier',
      source: openSource,
      licence: { nom: licence.name, adresse: licence.url },
      colonnes: openColumns.map(({ name, type, description }) => ({ nom: name, type, description })),
      donnees: rows.map((row) =>
        Object.fromEntries(openColumns.map(({ name, value }) => [name, value(row, asOf)])),
      ),
    },
    null,
    1,
  )}\n`;
}
