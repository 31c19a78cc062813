import type { Prisma } from '@/prisma/generated/client';
import { primaryFramework, secondaryFramework } from '../conventions/template/framework';
import { primaryTemplate } from '../conventions/template/primary';
import { primaryProcessing, secondaryProcessing } from '../conventions/template/processing';
import { secondaryTemplate } from '../conventions/template/secondary';
import { tripartiteTemplate } from '../conventions/template/tripartite';
import type { TemplateContent, TemplateSection } from '../conventions/template/types';
import type { Db, Tx } from '../db';
import { canonicalJson, sha256Hex } from '../documents/hash';
import { carriedBy } from './placeholders';

type Library = { kind: NonNullable<TemplateContent['kind']>; degree: TemplateContent['degree'] };

/**
 * The national base: the application's own proposals, as they stand in the code. A section that a template words
 * its own way is a clause with its own key; where two templates of conventions with schools word a mandatory one
 * differently, both are alternatives of one group.
 */
export const nationalTemplates: readonly TemplateContent[] = withAlternatives([
  { template: primaryTemplate, suffix: '' },
  { template: secondaryTemplate, suffix: '' },
  { template: tripartiteTemplate, suffix: 'tripartite' },
  { template: primaryFramework, suffix: 'cadre' },
  { template: secondaryFramework, suffix: 'cadre' },
  { template: primaryProcessing, suffix: '' },
  { template: secondaryProcessing, suffix: '' },
]);

type Told = { template: TemplateContent; suffix: string };

function withAlternatives(all: Told[]): TemplateContent[] {
  const same = (a: TemplateContent, b: TemplateContent) =>
    (a.kind ?? 'convention') === (b.kind ?? 'convention') && a.degree === b.degree;
  const wordingsOf = (template: TemplateContent, key: string, isFramework: boolean) =>
    all
      .filter((one) => same(one.template, template) && (isFramework || one.suffix !== 'cadre'))
      .flatMap(({ template: other }) =>
        other.sections.filter((section) => section.key === key).map((section) => wordsOf(section, other)),
      );
  return all.map(({ template, suffix }) => ({
    ...template,
    sections: template.sections.map((section): TemplateSection => {
      const isFramework = suffix === 'cadre';
      const [first, ...others] = wordingsOf(template, section.key, isFramework);
      const own = wordsOf(section, template);
      const differs = (one: string | undefined) => one !== undefined && one !== own;
      const isOwn = differs(first) || (isFramework && section.obligation === 'mandatory');
      const key = suffix && isOwn ? `${section.key}_${suffix}` : section.key;
      const several = !isFramework && (differs(first) || others.some(differs));
      const clause = { academyCode: null, key, version: 0 };
      return several && section.obligation === 'mandatory'
        ? { ...section, clause, obligation: 'alternative', group: section.key }
        : { ...section, clause };
    }),
  }));
}

/** All that a clause says, to tell two wordings of one section apart. */
function wordsOf(section: TemplateSection, template: TemplateContent): string {
  return canonicalJson(wordingOf(section, template));
}

/** What a version of a clause says; its hash decides whether a publication brings anything new. */
export type ClauseWording = {
  title: string;
  body: string;
  variables: TemplateContent['variables'];
  wordings: TemplateContent['clauses'];
  legalBasis: string;
  obligation: NonNullable<TemplateSection['obligation']>;
  alternativeOf: string | null;
};

export const clauseSha256 = (wording: ClauseWording) => sha256Hex(canonicalJson(wording));

/** The clause that a section of a template is, with the fields and wordings that it needs. */
export function wordingOf(section: TemplateSection, content: TemplateContent): ClauseWording {
  const { variables, clauses } = carriedBy(section, content);
  return {
    title: section.title,
    body: section.body,
    // Where a field is first read is a matter of the template, not of the clause.
    variables: variables.map((variable) => ({ ...variable, article: '' })),
    wordings: clauses,
    legalBasis: section.legalBasis ?? '',
    obligation: section.obligation ?? 'optional',
    alternativeOf: section.obligation === 'alternative' ? (section.group ?? null) : null,
  };
}

const json = (value: unknown) => value as Prisma.InputJsonValue;

/**
 * Publishes the national clauses and templates: a text that changed makes a new immutable version, the same text
 * makes none. Conventions keep the version they began with.
 */
export async function publishNationalTemplates(db: Db): Promise<void> {
  for (const template of nationalTemplates)
    await db.$transaction(
      async (tx) => {
        const sections = await publishClauses(tx, template);
        await publishTemplate(tx, { ...template, sections });
      },
      { maxWait: 10_000, timeout: 60_000 },
    );
}

async function publishClauses(tx: Tx, template: TemplateContent): Promise<TemplateSection[]> {
  const library: Library = { kind: template.kind ?? 'convention', degree: template.degree };
  const known = await tx.clause.findMany({
    where: { academyCode: null, ...library },
    include: { versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true, sha256: true } } },
  });
  const sections: TemplateSection[] = [];
  for (const section of template.sections) {
    const key = section.clause?.key ?? section.key;
    const wording = wordingOf(section, template);
    const sha256 = clauseSha256(wording);
    const found = known.find((one) => one.key === key);
    const last = found?.versions[0];
    const version = last?.sha256 === sha256 ? last.number : (last?.number ?? 0) + 1;
    if (last?.sha256 !== sha256) {
      const clause =
        found ??
        (await tx.clause.create({
          data: { ...library, key, title: section.title, section: section.section },
          select: { id: true },
        }));
      await tx.clauseVersion.create({
        data: {
          clauseId: clause.id,
          number: version,
          ...wording,
          variables: json(wording.variables),
          wordings: json(wording.wordings),
          sha256,
        },
      });
    }
    sections.push({ ...section, clause: { academyCode: null, key, version } });
  }
  return sections;
}

async function publishTemplate(tx: Tx, content: TemplateContent): Promise<void> {
  const sha256 = sha256Hex(canonicalJson(content));
  const { key, name, degree } = content;
  const kind = content.kind ?? 'convention';
  const shapes = content.shapes ?? ['bipartite'];
  const found = await tx.conventionTemplate.findFirst({
    where: { academyCode: null, key },
    include: { versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true, sha256: true } } },
  });
  const last = found?.versions[0];
  if (last?.sha256 === sha256) return;
  const id = found
    ? (await tx.conventionTemplate.update({ where: { id: found.id }, data: { name, kind, shapes } })).id
    : (await tx.conventionTemplate.create({ data: { key, name, degree, kind, shapes } })).id;
  await tx.templateVersion.create({
    data: { templateId: id, number: (last?.number ?? 0) + 1, content: json(content), sha256 },
  });
}
