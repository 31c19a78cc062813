import { longDate } from '@/server/calendar';
import type {
  ContentAnnex,
  ContentArticle,
  ContentParty,
  ContentRaci,
  ContentSchool,
  ConventionContent,
} from '@/server/documents/content';
import { counted } from '@/server/french';
import type { DeliberationFacts, Side } from './facts';
import type {
  TemplateClause,
  TemplateKind,
  TemplateSection,
  TemplateShape,
  TemplateVariable,
} from './template/types';
import {
  type DrawValue,
  expandClauses,
  type MissingValue,
  type ResolvedValues,
  resolveText,
  resolveVariables,
  type VariableValues,
} from './variables';

/** One party as it is introduced and as it signs. */
export type PartyFacts = {
  side: Side;
  /** With its article, as in a sentence: « l’académie de Versailles », « la commune d’Argenteuil ». */
  name: string;
  /** Nine digits, or null. */
  siren: string | null;
  uai?: string;
  signatoryName: string | null;
  /** « maire », « directeur académique des services de l’éducation nationale du Val-d’Oise ». */
  signatoryQuality: string | null;
  delegation: { grantedBy: string; reference: string; grantedOn: string } | null;
  /** Number of the authorities for which a mandated body signs. */
  actsFor?: number;
  /** For a collège or lycée: the act of its conseil d’administration. */
  boardAct?: BoardAct | null;
};

/** The act by which the conseil d’administration authorises its head, as far as it is known. */
export type BoardAct = {
  number: string | null;
  sessionOn: string | null;
  waiverReason: string | null;
};

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

export type ComposeInput = {
  system: SystemFacts;
  degree: 'primary' | 'secondary';
  /** Title as kept on the convention; may carry placeholders. */
  title: string;
  version: number;
  draft: boolean;
  demonstration: boolean;
  composedOn: string;
  verificationUrl: string | null;
  /** The convention's own sections (a copy of the template's, edited), in any order. */
  sections: readonly TemplateSection[];
  variables: readonly TemplateVariable[];
  clauses: readonly TemplateClause[];
  values: VariableValues;
  parties: readonly PartyFacts[];
  deliberation: DeliberationFacts | null;
  schools: readonly ContentSchool[];
  raci: ContentRaci | null;
  /** The frozen version of the matrix that `raci` shows, when there is one. */
  raciVersion?: { number: number; on: string };
  /** What the document is; the convention itself by default. */
  kind?: TemplateKind | 'amendment';
  shape?: TemplateShape;
  /** The authorities for which a mandated body signs: printed as the last annex. */
  beneficiaries?: readonly { name: string; siren: string | null }[];
  /** An avenant: its rank and the number of its convention. */
  amends?: { rank: number; number: string };
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

function articleNumbers(sections: readonly TemplateSection[]): ResolvedValues {
  const articles = inOrder(sections).filter(({ section }) => section === 'article');
  return Object.fromEntries(
    articles.map((one, index) => [
      ARTICLE_REFERENCE + one.key,
      { label: `numéro de l’article «\u00a0${one.title}\u00a0»`, text: String(one.number ?? index + 1) },
    ]),
  );
}

const inOrder = (sections: readonly TemplateSection[]) =>
  [...sections].sort((a, b) => a.position - b.position);

/** Everything that a placeholder of this convention may name. */
export function resolvedValues(
  input: Pick<ComposeInput, 'system' | 'degree' | 'variables' | 'values' | 'sections' | 'beneficiaries'> & {
    schools: readonly unknown[];
  },
): ResolvedValues {
  return {
    ...articleNumbers(input.sections),
    ...resolveVariables(input.variables, input.values),
    ...systemValues(input.system, input.schools.length, input.degree, input.beneficiaries?.length ?? 0),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** « 219 500 188 » */
function groupedSiren(siren: string): string {
  return siren.replace(/(\d{3})(?=\d)/g, '$1\u00a0');
}

/** The authority's power to sign, as far as it is known when the text is composed. */
function authorisation(deliberation: DeliberationFacts | null): string {
  if (deliberation?.waiverReason?.trim()) {
    return `dispensée de délibération particulière pour le motif suivant : ${deliberation.waiverReason.trim().replace(/\.$/, '')}`;
  }
  const number = deliberation?.number ? ` n° ${deliberation.number}` : '';
  const organ = deliberation?.organ ? ` (${deliberation.organ})` : '';
  const session = deliberation?.sessionOn ? ` du ${longDate(deliberation.sessionOn)}` : '';
  if (number === '' && session === '') return 'autorisée par délibération de son organe délibérant';
  return `autorisée par la délibération${number}${session}${organ}`;
}

/** The power of the head to sign for a collège or lycée: code de l’éducation, art. R. 421-20. */
function boardAuthorisation(act: BoardAct | null): string {
  const waiver = act?.waiverReason?.trim();
  if (waiver)
    return `dispensé d’une délibération particulière de son conseil d’administration pour le motif suivant : ${waiver.replace(/\.$/, '')}`;
  const number = act?.number ? ` n° ${act.number}` : '';
  const session = act?.sessionOn ? ` du ${longDate(act.sessionOn)}` : '';
  if (number === '' && session === '') return 'autorisé par délibération de son conseil d’administration';
  return `autorisé par l’acte${number} de son conseil d’administration${session}`;
}

const masculine: ReadonlySet<PartyFacts['side']> = new Set(['school', 'vendor']);
const calledHereafter: Record<PartyFacts['side'], string> = {
  state: 'ci-après dénommée « l’académie »',
  authority: 'ci-après dénommée « la collectivité »',
  school: 'ci-après dénommé « l’établissement »',
  vendor: 'ci-après dénommé « l’éditeur »',
};

/** How a party is introduced at the head of the convention, and what its signature block says. */
export function presentParty(party: PartyFacts, deliberation: DeliberationFacts | null): ContentParty {
  const { delegation } = party;
  const quality = party.signatoryQuality?.trim() || null;
  const person = party.signatoryName?.trim() || null;
  const lowered = quality ? quality.charAt(0).toLowerCase() + quality.slice(1) : null;
  const represented = person
    ? [person, lowered].filter((part) => part !== null).join(', ')
    : `son représentant en exercice${lowered ? ` (${lowered})` : ''}`;
  const delegated = delegation
    ? `par délégation de signature donnée par ${delegation.grantedBy} (${delegation.reference}, ${longDate(delegation.grantedOn)})`
    : null;
  const presentation = [
    capital(party.name) +
      (party.siren ? ` (SIREN ${groupedSiren(party.siren)})` : party.uai ? ` (UAI ${party.uai})` : ''),
    `${masculine.has(party.side) ? 'représenté' : 'représentée'} par ${represented}`,
    delegated && `agissant ${delegated}`,
    party.actsFor === undefined
      ? null
      : `agissant au nom et pour le compte de ${counted(party.actsFor, 'collectivité')} qui lui ${party.actsFor > 1 ? 'ont' : 'a'} donné mandat et dont la liste est annexée`,
    party.side === 'authority' ? authorisation(deliberation) : null,
    party.side === 'school' ? boardAuthorisation(party.boardAct ?? null) : null,
    calledHereafter[party.side],
  ].filter((part) => part !== null);
  return {
    side: party.side,
    name: capital(party.name),
    presentation: presentation.join(', '),
    signatoryQuality: quality ? capital(quality) : 'Le représentant légal',
    signatoryName: person,
    delegation: delegated ? capital(delegated) : null,
  };
}

/** Paragraphs left empty by an optional value are closed up. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** One visa a paragraph, or a line. */
export function splitVisas(body: string): string[] {
  return body
    .split(/\n+/)
    .map((visa) => visa.trim())
    .filter((visa) => visa !== '');
}

/**
 * The whole text of a convention with every value in place, and the required values that are missing. Pure:
 * the same input gives the same content, hence the same hash.
 * @param draw how values are written into the texts, for screens that mark them; as they are by default.
 */
export function composeContent(
  input: ComposeInput,
  draw?: DrawValue,
): { content: ConventionContent; missing: MissingValue[] } {
  const values = resolvedValues(input);
  const missing = new Map<string, MissingValue>();
  const resolve = (body: string) => {
    const expanded = expandClauses(body, input.clauses, input.variables, input.values);
    const resolved = resolveText(expanded, values, draw);
    for (const one of resolved.missing) missing.set(one.key, one);
    return tidy(resolved.text);
  };
  const sections = inOrder(input.sections);
  const of = (kind: TemplateSection['section']) => sections.filter((one) => one.section === kind);

  const title = resolve(input.title);
  const visas = of('visas').flatMap((one) => splitVisas(resolve(one.body)));
  const preamble = of('preamble')
    .map((one) => resolve(one.body))
    .join('\n\n');
  const articles: ContentArticle[] = of('article').map((one, index) => ({
    key: one.key,
    number: one.number ?? index + 1,
    title: resolve(one.title),
    body: resolve(one.body),
  }));
  const annexes: ContentAnnex[] = of('annex').map((one, index) => ({
    code: one.code ?? `A${index + 3}`,
    title: resolve(one.title),
    body: resolve(one.body),
  }));
  const content: ConventionContent = {
    kind: 'convention',
    ...(input.kind && input.kind !== 'convention' ? { nature: input.kind } : {}),
    ...(input.shape && input.shape !== 'bipartite' ? { shape: input.shape } : {}),
    layout: 1,
    number: input.system.number,
    version: input.version,
    title,
    draft: input.draft,
    demonstration: input.demonstration,
    degree: input.degree,
    academyName: input.system.academyName,
    authorityName: input.system.authorityName,
    composedOn: input.composedOn,
    parties: input.parties.map((party) => presentParty(party, input.deliberation)),
    visas,
    preamble,
    articles,
    schools: [...input.schools],
    raci: input.raci,
    ...(input.raciVersion ? { raciVersion: input.raciVersion } : {}),
    annexes: [...annexes, ...beneficiaryAnnex(input, annexes)],
    verificationUrl: input.draft ? null : input.verificationUrl,
    ...(input.amends ? { amends: input.amends } : {}),
  };
  return { content, missing: [...missing.values()] };
}

/** The list of the authorities for which a mandated body signs, after the other annexes. */
function beneficiaryAnnex(input: ComposeInput, annexes: readonly ContentAnnex[]): ContentAnnex[] {
  const beneficiaries = input.beneficiaries ?? [];
  if (beneficiaries.length === 0) return [];
  const ranks = annexes.map(({ code }) => Number(/^A(\d+)$/.exec(code)?.[1] ?? 0));
  const lines = beneficiaries.map(
    ({ name, siren }, index) =>
      `- ${name}${siren ? ` (SIREN ${groupedSiren(siren)})` : ''}${index === beneficiaries.length - 1 ? '.' : ' ;'}`,
  );
  const introduction =
    'Les collectivités suivantes ont donné mandat à la structure signataire, qui les engage par sa signature :';
  return [
    {
      code: `A${Math.max(2, ...ranks) + 1}`,
      title: 'Collectivités bénéficiaires',
      body: [introduction, ...lines].join('\n'),
    },
  ];
}

/** A copy of the template's sections for a new convention, in their order. */
export function sectionsOf(template: { sections: readonly TemplateSection[] }): TemplateSection[] {
  return inOrder(template.sections).map((section) => ({ ...section }));
}
