import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import type { Context } from '@/server/trpc/context';
import type { TemplateContent } from '../template/types';
import { statusLabels, transitions } from '../transitions';
import { academyOf } from './places';

type Hatted = Pick<Context, 'db' | 'ability'> & { actor: Actor };

export type BulkTemplate = Pick<TemplateContent, 'key' | 'name' | 'degree' | 'notice' | 'variables'>;

/** What the form of a bulk offers: templates with their variables, products, territories within reach. */
export async function bulkOptions({ db, actor, ability }: Hatted) {
  const academy = actor.academyCode;
  const within = academyOf(actor) ?? '';
  const [templates, products, departments, epcis] = await Promise.all([
    db.conventionTemplate.findMany({
      where: {
        OR: [{ academyCode: academy ?? '' }, { academyCode: null }],
        kind: 'convention',
        shapes: { has: 'bipartite' },
        retiredAt: null,
        versions: { some: {} },
      },
      orderBy: [{ academyCode: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }],
      select: { key: true, versions: { orderBy: { number: 'desc' }, take: 1, select: { content: true } } },
    }),
    db.product.findMany({
      where: { AND: [scope(ability, 'read', 'Product'), { active: true }] },
      select: { id: true, name: true, degrees: true, vendor: { select: { name: true } } },
      orderBy: { name: 'asc' },
    }),
    db.$queryRaw<{ id: string; label: string; communes: number }[]>`
      SELECT d."code" AS id, d."name" AS label, count(*)::int AS communes
      FROM "Commune" c JOIN "Department" d ON d."code" = c."departmentCode"
      LEFT JOIN "Authority" a ON a."kind" = 'commune' AND a."code" = c."code"
      WHERE d."academyCode" = ${within} OR a."id" = ANY(${actor.authorityIds}::text[])
      GROUP BY 1, 2 ORDER BY 1`,
    db.$queryRaw<{ id: string; label: string; communes: number }[]>`
      SELECT c."epciSiren" AS id, coalesce(min(e."name"), c."epciSiren") AS label, count(*)::int AS communes
      FROM "Commune" c JOIN "Department" d ON d."code" = c."departmentCode"
      LEFT JOIN "Authority" e ON e."siren" = c."epciSiren"
      LEFT JOIN "Authority" a ON a."kind" = 'commune' AND a."code" = c."code"
      WHERE c."epciSiren" IS NOT NULL
        AND (d."academyCode" = ${within} OR a."id" = ANY(${actor.authorityIds}::text[]))
      GROUP BY 1 ORDER BY 2`,
  ]);
  const seen = new Set<string>();
  return {
    // The académie's own template stands before the national one of the same key, as when one convention starts.
    templates: templates.flatMap(({ key, versions }): BulkTemplate[] => {
      const content = versions[0]?.content as unknown as TemplateContent | undefined;
      if (!content?.variables || seen.has(key)) return [];
      seen.add(key);
      const { name, degree, notice, variables } = content;
      return [{ key, name, degree, notice, variables }];
    }),
    products: products.map(({ vendor, ...one }) => ({ ...one, vendor: vendor.name })),
    departments,
    epcis,
  };
}

export type BulkOptions = Awaited<ReturnType<typeof bulkOptions>>;

/**
 * A bulk as it stands now: what was opened, what was left and why, and which acts this hat may do on its
 * drafts. No line for other works.
 */
export async function bulkReport({ db, actor }: Pick<Hatted, 'db' | 'actor'>, { id }: { id: string }) {
  const rows = await db.bulkLine.findMany({
    where: { workId: id },
    orderBy: { line: 'asc' },
    select: {
      line: true,
      said: true,
      outcome: true,
      reason: true,
      projectMade: true,
      authority: { select: { name: true, code: true } },
      convention: {
        select: {
          id: true,
          number: true,
          status: true,
          version: true,
          _count: { select: { schools: { where: { leftOn: null } } } },
        },
      },
    },
  });
  const may = (action: 'submit_for_review' | 'abandon') =>
    transitions[action].who.some((role) => role === actor.role);
  return {
    maySubmit: may('submit_for_review'),
    mayAbandon: may('abandon'),
    lines: rows.map(({ convention, ...row }) => ({
      ...row,
      convention: convention && {
        id: convention.id,
        number: convention.number,
        status: convention.status,
        statusLabel: statusLabels[convention.status].label,
        version: convention.version,
        schools: convention._count.schools,
      },
    })),
  };
}

export type BulkReport = Awaited<ReturnType<typeof bulkReport>>;
