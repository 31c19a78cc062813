import { longDate } from '@/server/calendar';
import { counted } from '@/server/french';
import { inOrder } from './template/order';
import type { TemplateSection } from './template/types';
import type { ResolvedValues } from './variables';

/** Facts of the file that texts may cite as `{{…}}`, beside the template's own variables. */
export type SystemFacts = {
  number: string;
  academyName: string;
  authorityName: string;
  projectName: string;
  productName: string | null;
  vendorName: string | null;
  effectiveOn: string | null;
  durationMonths: number | null;
  endsOn: string | null;
  /** The collège or lycée of a tripartite convention. */
  establishmentName?: string | null;
  /** The framework of a child, the convention of a companion document. */
  parentNumber?: string | null;
  parentTitle?: string | null;
};

/** Keys of the facts that the file itself fills in; a template may not define a variable of that name. */
export const systemKeys = [
  'numero_convention',
  'nom_academie',
  'nom_collectivite',
  'nom_projet',
  'solution',
  'editeur',
  'ecoles_en_nombre',
  'date_effet',
  'duree',
  'date_fin',
  'nom_etablissement',
  'numero_convention_liee',
  'titre_convention_liee',
  'collectivites_en_nombre',
] as const;
export type SystemKey = (typeof systemKeys)[number];

/** « 12 écoles », « 1 établissement ». */
export function schoolsInWords(count: number, degree: 'primary' | 'secondary'): string {
  const noun = degree === 'primary' ? 'école' : 'établissement';
  return `${count} ${noun}${count > 1 ? 's' : ''}`;
}

/** Whole years are said in years, the rest in months. */
export function durationInWords(months: number): string {
  if (months % 12 !== 0) return `${months} mois`;
  const years = months / 12;
  return `${years} ${years > 1 ? 'ans' : 'an'}`;
}

/** What the facts of the file print; null where one is missing. Those of another shape are not there at all. */
export function systemValues(
  system: SystemFacts,
  schoolCount: number,
  degree: 'primary' | 'secondary',
  beneficiaryCount = 0,
): ResolvedValues {
  const date = (iso: string | null) => (iso === null ? null : longDate(iso));
  return {
    numero_convention: { label: 'numéro de la convention', text: system.number },
    nom_academie: { label: 'nom de l’académie', text: system.academyName },
    nom_collectivite: { label: 'nom de la collectivité', text: system.authorityName },
    nom_projet: { label: 'nom du projet', text: system.projectName },
    solution: { label: 'solution retenue', text: system.productName },
    editeur: { label: 'éditeur de la solution', text: system.vendorName },
    ecoles_en_nombre: {
      label: degree === 'primary' ? 'liste des écoles' : 'liste des établissements',
      text: schoolCount === 0 ? null : schoolsInWords(schoolCount, degree),
    },
    date_effet: { label: 'date d’effet', text: date(system.effectiveOn) },
    duree: {
      label: 'durée',
      text: system.durationMonths === null ? null : durationInWords(system.durationMonths),
    },
    date_fin: { label: 'date de fin', text: date(system.endsOn) },
    ...(system.establishmentName
      ? { nom_etablissement: { label: 'nom de l’établissement', text: system.establishmentName } }
      : {}),
    ...(system.parentNumber
      ? {
          numero_convention_liee: {
            label: 'numéro de la convention de rattachement',
            text: system.parentNumber,
          },
          titre_convention_liee: {
            label: 'titre de la convention de rattachement',
            text: system.parentTitle ?? null,
          },
        }
      : {}),
    ...(beneficiaryCount > 0
      ? {
          collectivites_en_nombre: {
            label: 'collectivités bénéficiaires',
            text: counted(beneficiaryCount, 'collectivité'),
          },
        }
      : {}),
  };
}

/** « article_duree » → « 19 »: texts cite an article by its key, and the number follows the article. */
export const ARTICLE_REFERENCE = 'article_';

export function articleNumbers(sections: readonly TemplateSection[]): ResolvedValues {
  const articles = inOrder(sections).filter(({ section }) => section === 'article');
  return Object.fromEntries(
    articles.map((one, index) => [
      ARTICLE_REFERENCE + one.key,
      { label: `numéro de l’article «\u00a0${one.title}\u00a0»`, text: String(one.number ?? index + 1) },
    ]),
  );
}
