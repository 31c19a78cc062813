import { civilDate, fromDbDate } from '../clock';
import { mayEditText } from '../conventions/editing';
import { statusLabels } from '../conventions/lifecycle';
import { conflict, notFound } from '../errors';
import { natureLabel } from '../territory/natures';
import type { Context } from '../trpc/context';
import { kindsOf, schoolsOn, summaryOf } from './domain';
import { amendedFacts, amendmentFactsOf, changesOf, factsOfDay } from './parent';

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

/** The avenants of a convention in their order, with what each changes. Access is proven by the procedure. */
export async function amendmentsOf(ctx: Reader, id: string) {
  const parent = await ctx.db.convention.findUnique({
    where: { id },
    select: { ...amendedFacts, kind: true },
  });
  if (!parent) throw notFound('Cette convention');
  const rows = await ctx.db.convention.findMany({
    where: { parentId: id, kind: 'amendment' },
    orderBy: { rank: 'asc' },
    select: { id: true, title: true, statusSince: true, signedAt: true },
  });
  const more = new Map(rows.map((row) => [row.id, row]));
  const living = ['signed', 'in_force', 'suspended'].includes(parent.status);
  return {
    parent: { id: parent.id, number: parent.number, status: parent.status, origin: parent.origin },
    mayOpen: parent.kind === 'convention' && living && ctx.ability.can('edit', 'Convention'),
    whyNot: living
      ? null
      : `La convention est à l’état «\u00a0${statusLabels[parent.status].label}\u00a0»\u00a0: elle ne reçoit pas d’avenant.`,
    amendments: parent.children.map((child) => {
      const changes = changesOf(child.amendment);
      const row = more.get(child.id);
      return {
        id: child.id,
        number: child.number,
        rank: child.rank ?? 0,
        title: row?.title ?? child.number,
        status: child.status,
        statusLabel: statusLabels[child.status],
        origin: child.origin,
        effectiveOn: fromDbDate(child.effectiveOn),
        signedOn: row?.signedAt ? civilDate(row.signedAt) : null,
        appliedOn: child.amendment?.appliedAt ? civilDate(child.amendment.appliedAt) : null,
        pending: child.amendment?.pending ?? false,
        kinds: kindsOf(changes),
        summary: summaryOf(changes),
        conflicts: [
          'draft',
          'academic_review',
          'partner_review',
          'awaiting_deliberation',
          'ready_to_sign',
          'partially_signed',
          'signed',
        ].includes(child.status)
          ? amendmentFactsOf(child.id, { effectiveOn: fromDbDate(child.effectiveOn), changes }, parent)
              .conflicts
          : [],
      };
    }),
  };
}

export type AmendmentList = Awaited<ReturnType<typeof amendmentsOf>>;

/** What the form of a new avenant offers: schools that may enter or leave, products, authorities, articles. */
export async function amendmentChoices(ctx: Reader, id: string) {
  const parent = await ctx.db.convention.findUnique({
    where: { id },
    select: {
      ...amendedFacts,
      degree: true,
      projectId: true,
      project: { select: { id: true, name: true } },
      authority: { select: { id: true, name: true } },
      product: { select: { id: true, name: true } },
    },
  });
  if (!parent) throw notFound('Cette convention');
  const today = civilDate(ctx.now);
  const inside = schoolsOn(factsOfDay(parent, '9999-12-31'), '9999-12-30');
  const school = { uai: true, name: true, communeName: true, nature: true } as const;
  const [members, candidates, products] = await Promise.all([
    ctx.db.school.findMany({
      where: { uai: { in: inside } },
      select: school,
      orderBy: [{ communeName: 'asc' }, { name: 'asc' }],
    }),
    ctx.db.projectSchool.findMany({
      where: { projectId: parent.projectId, removedOn: null, uai: { notIn: inside } },
      select: { school: { select: school } },
      orderBy: { uai: 'asc' },
    }),
    ctx.db.product.findMany({
      where: { kind: 'ent', active: true, NOT: { id: parent.productId ?? '' } },
      select: { id: true, name: true, vendor: { select: { name: true } } },
      orderBy: { name: 'asc' },
    }),
  ]);
  const shown = (one: { uai: string; name: string; communeName: string; nature: string }) => ({
    uai: one.uai,
    name: one.name,
    commune: one.communeName,
    nature: natureLabel(one.nature),
  });
  return {
    id: parent.id,
    number: parent.number,
    title: parent.title,
    today,
    degree: parent.degree,
    effectiveOn: fromDbDate(parent.effectiveOn),
    endsOn: fromDbDate(parent.endsOn),
    durationMonths: parent.durationMonths,
    project: parent.project,
    authority: parent.authority,
    product: parent.product,
    products: products.map(({ vendor, ...one }) => ({ ...one, vendor: vendor.name })),
    members: members.map(shown),
    candidates: candidates.map((one) => shown(one.school)),
    articles: parent.articles
      .filter(({ section }) => section === 'article')
      .map(({ key, number, title }) => ({ key, number, title })),
  };
}

export type AmendmentChoices = Awaited<ReturnType<typeof amendmentChoices>>;

/** What one avenant changes, as its page and its form read it. */
export async function changesView(ctx: Reader, id: string) {
  const row = await ctx.db.convention.findUnique({
    where: { id },
    include: {
      amendment: true,
      parent: { select: amendedFacts },
      articles: {
        orderBy: { position: 'asc' },
        select: { key: true, number: true, title: true, updatedBy: true, version: true },
      },
    },
  });
  if (!row) throw notFound('Cet avenant');
  if (!row.amendment || !row.parent)
    throw conflict('Cette convention n’est pas un avenant\u00a0: ouvrez l’un de ses avenants.', {
      kind: row.kind,
    });
  const changes = changesOf(row.amendment);
  const effectiveOn = fromDbDate(row.effectiveOn);
  const facts = amendmentFactsOf(row.id, { effectiveOn, changes }, row.parent);
  const uais = [...changes.schoolsIn, ...changes.schoolsOut].map(({ uai }) => uai);
  const [schools, product, authority] = await Promise.all([
    ctx.db.school.findMany({
      where: { uai: { in: uais } },
      select: { uai: true, name: true, communeName: true },
    }),
    changes.product
      ? ctx.db.product.findUnique({ where: { id: changes.product.productId }, select: { name: true } })
      : null,
    changes.parties?.authorityId
      ? ctx.db.authority.findUnique({ where: { id: changes.parties.authorityId }, select: { name: true } })
      : null,
  ]);
  return {
    id: row.id,
    number: row.number,
    rank: row.rank ?? 0,
    status: row.status,
    origin: row.origin,
    effectiveOn,
    version: row.amendment.version,
    appliedOn: row.amendment.appliedAt ? civilDate(row.amendment.appliedAt) : null,
    pending: row.amendment.pending,
    changes,
    summary: summaryOf(changes),
    kinds: kindsOf(changes),
    problems: facts.changes > 0 && !row.amendment.appliedAt ? facts.problems : [],
    conflicts: row.amendment.appliedAt ? [] : facts.conflicts,
    parent: { id: row.parent.id, number: row.parent.number, title: row.parent.title },
    names: {
      schools: Object.fromEntries(schools.map((one) => [one.uai, `${one.name}, ${one.communeName}`])),
      product: product?.name ?? null,
      authority: authority?.name ?? null,
    },
    /** Articles that a person edited: they are not written again by themselves. */
    edited: row.articles
      .filter(({ updatedBy }) => updatedBy !== null)
      .map(({ key, number, title, version }) => ({ key, number, title, version })),
    mayEdit: ctx.actor ? ctx.ability.can('edit', 'Convention') && mayEditText(row, ctx.actor.role) : false,
  };
}

export type ChangesView = Awaited<ReturnType<typeof changesView>>;
