import { subject } from '@casl/ability';
import type { Organisation, Prisma } from '@/prisma/generated/client';
import { validOn } from '../access/actor';
import { scope } from '../access/scope';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import { notFound } from '../errors';
import { searchable } from '../territory/search';
import type { Context } from '../trpc/context';
import { creatableKinds, grantableRoles, kindLabels } from './domain';
import type { ListOrganisations } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

/** Names that contain every word, without accents or case. */
async function matching(ctx: Reader, q: string): Promise<Prisma.OrganisationWhereInput> {
  const words = searchable(q).split(' ').filter(Boolean);
  if (words.length === 0) return {};
  const patterns = words.map((word) => `%${word}%`);
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Organisation" WHERE accordent_plain(concat_ws(' ', "name", "uai")) LIKE ALL (${patterns})`;
  return { id: { in: rows.map(({ id }) => id) } };
}

/** Organisations that the actor may read, by name. */
export async function listOrganisations(ctx: Reader, input: ListOrganisations) {
  const where: Prisma.OrganisationWhereInput = {
    AND: [
      scope(ctx.ability, 'read', 'Organisation'),
      input.q ? await matching(ctx, input.q) : {},
      input.kind ? { kind: input.kind } : {},
      input.academyCode ? { academyCode: input.academyCode } : {},
    ],
  };
  const today = validOn(toDbDate(civilDate(ctx.now)));
  const [total, rows] = await Promise.all([
    ctx.db.organisation.count({ where }),
    ctx.db.organisation.findMany({
      where,
      include: {
        academy: { select: { name: true } },
        _count: { select: { memberships: { where: today }, mandates: { where: today } } },
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: (input.page - 1) * input.size,
      take: input.size,
    }),
  ]);
  return {
    total,
    page: input.page,
    size: input.size,
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      kindLabel: kindLabels[row.kind],
      name: row.name,
      academyCode: row.academyCode,
      academyName: row.academy?.name ?? null,
      people: row._count.memberships,
      mandates: row._count.mandates,
    })),
  };
}

export type OrganisationLine = Awaited<ReturnType<typeof listOrganisations>>['items'][number];

/** One organisation: what it stands for, for whom it acts, and what the actor may do there. */
export async function getOrganisation(ctx: Reader, { id }: { id: string }) {
  const today = toDbDate(civilDate(ctx.now));
  const row = await ctx.db.organisation.findUnique({
    where: { id },
    include: {
      academy: { select: { fullName: true } },
      department: { select: { code: true, name: true } },
      authority: { select: { name: true, siren: true, code: true } },
      vendor: { select: { name: true, products: { select: { name: true }, orderBy: { name: 'asc' } } } },
      mandates: {
        where: validOn(today),
        include: { authority: { select: { name: true, code: true } } },
        orderBy: { authority: { name: 'asc' } },
      },
    },
  });
  if (!row) throw notFound('Cette organisation');
  const canEdit = ctx.ability.can('edit', subject('Organisation', row as Organisation));
  return {
    id: row.id,
    kind: row.kind,
    kindLabel: kindLabels[row.kind],
    name: row.name,
    academyCode: row.academyCode,
    academyName: row.academy?.fullName ?? null,
    department: row.department,
    authority: row.authority,
    products: row.vendor?.products.map((product) => product.name) ?? [],
    uai: row.uai,
    mandates: row.mandates.map((mandate) => ({
      authorityId: mandate.authorityId,
      name: mandate.authority.name,
      code: mandate.authority.code,
      validFrom: fromDbDate(mandate.validFrom),
    })),
    can: { edit: canEdit },
    grantable: canEdit && ctx.actor ? [...grantableRoles(ctx.actor.role, row.kind)] : [],
  };
}

export type OrganisationDetail = Awaited<ReturnType<typeof getOrganisation>>;

/** What the form of a new organisation offers to this actor. */
export async function organisationChoices(ctx: Reader) {
  const { actor } = ctx;
  const ofAcademy = actor && actor.role !== 'operator' ? { code: actor.academyCode ?? '' } : {};
  const academies = await ctx.db.academy.findMany({
    where: ofAcademy,
    select: { code: true, name: true, departments: { select: { code: true, name: true } } },
    orderBy: { name: 'asc' },
  });
  return {
    kinds: actor ? [...creatableKinds(actor.role)] : [],
    academies: academies.map(({ code, name }) => ({ code, name })),
    departments: academies
      .flatMap((academy) => academy.departments)
      .sort((a, b) => a.code.localeCompare(b.code)),
  };
}
