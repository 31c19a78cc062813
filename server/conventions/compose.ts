import type {
  ContentAnnex,
  ContentArticle,
  ContentRaci,
  ContentSchool,
  ConventionContent,
} from '@/server/documents/content';
import type { DeliberationFacts } from './facts';
import { groupedSiren, type PartyFacts, presentParty } from './present-party';
import { articleNumbers, type SystemFacts, systemValues } from './system-values';
import { inOrder } from './template/order';
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
