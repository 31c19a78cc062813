import type { TemplateClause, TemplateVariable } from '@/server/conventions/template/types';
import type { Db, Tx } from '@/server/db';
import { invalid } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import type { ClauseText } from '../edits';

const withVersions = { versions: { orderBy: { number: 'desc' } } } as const;

/** A version of the library as a template takes it in; only the national ones and the académie's own. */
export async function clauseTextOf(
  db: Db | Tx,
  academyCode: string | null,
  clauseId: string,
  number: number,
): Promise<ClauseText> {
  const found = await db.clauseVersion.findFirst({
    where: {
      clauseId,
      number,
      clause: { OR: [{ academyCode: null }, ...(academyCode ? [{ academyCode }] : [])] },
    },
    include: { clause: true },
  });
  if (!found) throw invalid({ clauseId: 'Cette version de clause n’existe pas.' });
  const { clause } = found;
  return {
    reference: { academyCode: clause.academyCode, key: clause.key, version: found.number },
    section: clause.section as ClauseText['section'],
    title: found.title,
    body: found.body,
    variables: found.variables as unknown as TemplateVariable[],
    wordings: found.wordings as unknown as TemplateClause[],
    legalBasis: found.legalBasis,
    obligation: found.obligation,
    alternativeOf: found.alternativeOf,
  };
}

/**
 * The library that this person sees: each key once, with its national text and the académie's, which of the two is
 * in use, and whether the national one has moved on since the académie decided.
 */
export async function listClauses(
  ctx: Context,
  input: { degree: 'primary' | 'secondary'; kind: 'convention' | 'processing_agreement' },
) {
  const academyCode = ctx.actor?.academyCode ?? null;
  const rows = await ctx.db.clause.findMany({
    where: { ...input, OR: [{ academyCode: null }, ...(academyCode ? [{ academyCode }] : [])] },
    include: withVersions,
    orderBy: { createdAt: 'asc' },
  });
  const keys = [...new Set(rows.map(({ key }) => key))];
  return keys.map((key) => {
    const national = rows.find((row) => row.key === key && row.academyCode === null);
    const own = rows.find((row) => row.key === key && row.academyCode !== null);
    const nationalLast = national?.versions[0];
    const ownLast = own?.versions[0];
    const shown = ownLast ?? nationalLast;
    const holder = own ?? national;
    return {
      id: holder?.id ?? '',
      key,
      section: (holder?.section ?? 'article') as ClauseText['section'],
      title: shown?.title ?? holder?.title ?? key,
      obligation: shown?.obligation ?? ('optional' as const),
      alternativeOf: shown?.alternativeOf ?? null,
      legalBasis: shown?.legalBasis ?? '',
      number: shown?.number ?? 0,
      publishedAt: shown?.publishedAt.toISOString() ?? '',
      publishedBy: shown?.publishedByName ?? null,
      nationalId: national?.id ?? null,
      nationalNumber: nationalLast?.number ?? null,
      ownId: own?.id ?? null,
      ownNumber: ownLast?.number ?? 0,
      state: !ownLast
        ? ('national' as const)
        : !nationalLast
          ? ('own' as const)
          : ownLast.sha256 === nationalLast.sha256
            ? ('adopted' as const)
            : ('over' as const),
      baseMoved: Boolean(ownLast && nationalLast && (ownLast.baseNumber ?? 0) < nationalLast.number),
    };
  });
}

export type ClauseRow = Awaited<ReturnType<typeof listClauses>>[number];

/** One clause with its versions, and the national text beside the académie's. */
export async function clauseDetail(ctx: Context, id: string) {
  const academyCode = ctx.actor?.academyCode ?? null;
  const asked = await ctx.db.clause.findUniqueOrThrow({ where: { id } });
  const place = { key: asked.key, degree: asked.degree, kind: asked.kind };
  const [national, own] = await Promise.all([
    ctx.db.clause.findFirst({ where: { ...place, academyCode: null }, include: withVersions }),
    academyCode ? ctx.db.clause.findFirst({ where: { ...place, academyCode }, include: withVersions }) : null,
  ]);
  const view = (versions: NonNullable<typeof national>['versions']) =>
    versions.map((one) => ({
      number: one.number,
      title: one.title,
      body: one.body,
      variables: one.variables as unknown as TemplateVariable[],
      wordings: one.wordings as unknown as TemplateClause[],
      legalBasis: one.legalBasis,
      obligation: one.obligation,
      alternativeOf: one.alternativeOf,
      baseNumber: one.baseNumber,
      publishedAt: one.publishedAt.toISOString(),
      publishedBy: one.publishedByName,
      sha256: one.sha256,
    }));
  return {
    id,
    ...place,
    section: asked.section as ClauseText['section'],
    national: national && { id: national.id, versions: view(national.versions) },
    own: own && { id: own.id, versions: view(own.versions) },
    mayEdit: ctx.ability.can('create', 'Clause'),
  };
}

export type ClauseDetail = Awaited<ReturnType<typeof clauseDetail>>;
