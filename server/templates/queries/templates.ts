import { scope } from '@/server/access/scope';
import type { TemplateContent } from '@/server/conventions/template/types';
import type { Db, Tx } from '@/server/db';
import { canonicalJson, sha256Hex } from '@/server/documents/hash';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { checkTemplate, errorsOf } from '../checks';
import { listClauses } from './clauses';

const contentOf = (row: { content: unknown }) => row.content as TemplateContent;
const lastOnly = { versions: { orderBy: { number: 'desc' }, take: 1 } } as const;

/** The last version of the national template from which one was derived; null for a national one. */
export async function nationalBaseOf(db: Db | Tx, baseId: string | null): Promise<TemplateContent | null> {
  if (!baseId) return null;
  const base = await db.templateVersion.findFirst({
    where: { templateId: baseId },
    orderBy: { number: 'desc' },
    select: { content: true },
  });
  return base && contentOf(base);
}

/** Templates that this person may read: the national ones, and those of the académie with their state. */
export async function listTemplates(ctx: Context) {
  const rows = await ctx.db.conventionTemplate.findMany({
    where: scope(ctx.ability, 'read', 'ConventionTemplate'),
    orderBy: [{ academyCode: { sort: 'asc', nulls: 'last' } }, { degree: 'asc' }, { name: 'asc' }],
    include: { ...lastOnly, draft: true, base: { select: { name: true } } },
  });
  const used = await conventionsByTemplate(ctx);
  return rows.map((row) => {
    const last = row.versions[0];
    return {
      id: row.id,
      academyCode: row.academyCode,
      name: row.name,
      degree: row.degree,
      kind: row.kind,
      shapes: row.shapes,
      baseName: row.base?.name ?? null,
      retired: row.retiredAt !== null,
      version: last?.number ?? null,
      publishedAt: last?.publishedAt.toISOString() ?? null,
      publishedBy: last?.publishedByName ?? null,
      conventions: used.get(row.id) ?? 0,
      draft: row.draft && {
        updatedAt: row.draft.updatedAt.toISOString(),
        updatedBy: row.draft.updatedByName,
        changed: sha256Hex(canonicalJson(row.draft.content)) !== last?.sha256,
      },
    };
  });
}

export type TemplateRow = Awaited<ReturnType<typeof listTemplates>>[number];

/** How many conventions that this person may read began with each template. */
async function conventionsByTemplate(ctx: Context): Promise<Map<string, number>> {
  const groups = await ctx.db.convention.groupBy({
    by: ['templateVersionId'],
    where: scope(ctx.ability, 'read', 'Convention'),
    _count: true,
  });
  const versions = await ctx.db.templateVersion.findMany({
    where: { id: { in: groups.map(({ templateVersionId }) => templateVersionId) } },
    select: { id: true, templateId: true },
  });
  const counts = new Map<string, number>();
  for (const group of groups) {
    const template = versions.find(({ id }) => id === group.templateVersionId)?.templateId;
    if (template) counts.set(template, (counts.get(template) ?? 0) + group._count);
  }
  return counts;
}

/** One template as it is worked on (its draft) or read (its last version), with what stands in its way. */
export async function templateDetail(ctx: Context, id: string) {
  const row = await ctx.db.conventionTemplate.findUnique({
    where: { id },
    include: { ...lastOnly, draft: true, base: { select: { id: true, name: true } } },
  });
  if (!row) throw notFound('Ce modèle');
  const last = row.versions[0];
  const source = row.draft ?? last;
  if (!source) throw notFound('Ce modèle');
  const content = contentOf(source);
  const base = await nationalBaseOf(ctx.db, row.baseId);
  const clauses = await listClauses(ctx, {
    degree: content.degree,
    kind: content.kind ?? 'convention',
  });
  return {
    id: row.id,
    academyCode: row.academyCode,
    name: row.name,
    degree: row.degree,
    kind: row.kind,
    base: row.base,
    retired: row.retiredAt !== null,
    content,
    baseContent: base,
    /** Counter of the draft; null when there is none to write on. */
    draftVersion: row.draft?.version ?? null,
    draftUpdatedAt: row.draft?.updatedAt.toISOString() ?? null,
    draftUpdatedBy: row.draft?.updatedByName ?? null,
    published: last
      ? {
          number: last.number,
          sha256: last.sha256,
          at: last.publishedAt.toISOString(),
          by: last.publishedByName,
        }
      : null,
    changed: sha256Hex(canonicalJson(content)) !== last?.sha256,
    errors: errorsOf(checkTemplate(content, base)).length,
    clauses,
    mayEdit: row.draft !== null && ctx.ability.can('create', 'ConventionTemplate'),
  };
}

export type TemplateDetail = Awaited<ReturnType<typeof templateDetail>>;

/** The published versions of a template, the last first, with how many conventions began with each. */
export async function templateVersions(ctx: Context, id: string) {
  const row = await ctx.db.conventionTemplate.findUnique({
    where: { id },
    select: { id: true, name: true, versions: { orderBy: { number: 'desc' } } },
  });
  if (!row) throw notFound('Ce modèle');
  const groups = await ctx.db.convention.groupBy({
    by: ['templateVersionId'],
    where: {
      AND: [
        scope(ctx.ability, 'read', 'Convention'),
        { templateVersionId: { in: row.versions.map((one) => one.id) } },
      ],
    },
    _count: true,
  });
  return {
    id: row.id,
    name: row.name,
    versions: row.versions.map((one) => ({
      number: one.number,
      sha256: one.sha256,
      publishedAt: one.publishedAt.toISOString(),
      publishedBy: one.publishedByName,
      content: contentOf(one),
      conventions: groups.find(({ templateVersionId }) => templateVersionId === one.id)?._count ?? 0,
    })),
  };
}

export type TemplateVersions = Awaited<ReturnType<typeof templateVersions>>;
