import type { Prisma } from '@/prisma/generated/client';
import { validOn } from '@/server/access/actor';
import { roleLabels } from '@/server/access/roles';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import { notFound } from '@/server/errors';
import { searchable } from '@/server/territory/search';
import type { Context } from '@/server/trpc/context';
import { signs, validityOn } from '../domain';
import type { ListPeople } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

const shown = {
  user: { select: { id: true, name: true, email: true } },
  organisation: { select: { id: true, name: true, kind: true, academyCode: true } },
  delegations: { orderBy: { validFrom: 'desc' } },
} as const satisfies Prisma.MembershipInclude;

type Row = Prisma.MembershipGetPayload<{ include: typeof shown }>;

const line = (row: Row, today: string) => ({
  id: row.id,
  name: row.user.name ?? row.user.email,
  email: row.user.email,
  role: row.role,
  roleLabel: roleLabels[row.role],
  quality: row.quality,
  signs: signs(row.role),
  organisation: row.organisation,
  validFrom: fromDbDate(row.validFrom),
  validUntil: fromDbDate(row.validUntil),
  validity: validityOn(today, fromDbDate(row.validFrom), fromDbDate(row.validUntil)),
  delegations: row.delegations.map((delegation) => ({
    id: delegation.id,
    grantedBy: delegation.grantedBy,
    reference: delegation.reference,
    grantedOn: fromDbDate(delegation.grantedOn),
    validFrom: fromDbDate(delegation.validFrom),
    validUntil: fromDbDate(delegation.validUntil),
    revoked: delegation.revokedAt !== null,
    validity: validityOn(today, fromDbDate(delegation.validFrom), fromDbDate(delegation.validUntil)),
  })),
});

async function matching(ctx: Reader, q: string): Promise<Prisma.MembershipWhereInput> {
  const words = searchable(q).split(' ').filter(Boolean);
  if (words.length === 0) return {};
  const patterns = words.map((word) => `%${word}%`);
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT m."id" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    JOIN "Organisation" o ON o."id" = m."organisationId"
    WHERE accordent_plain(concat_ws(' ', u."name", u."email", o."name", m."quality")) LIKE ALL (${patterns})`;
  return { id: { in: rows.map(({ id }) => id) } };
}

/** Roles of people, as far as the actor administers them, by name. */
export async function listMemberships(ctx: Reader, input: ListPeople) {
  const today = civilDate(ctx.now);
  const past = { validUntil: { lt: toDbDate(today) } };
  const notPast = { OR: [{ validUntil: null }, { validUntil: { gte: toDbDate(today) } }] };
  const where: Prisma.MembershipWhereInput = {
    AND: [
      scope(ctx.ability, 'read', 'Membership'),
      input.q ? await matching(ctx, input.q) : {},
      input.role ? { role: input.role } : {},
      input.organisationId ? { organisationId: input.organisationId } : {},
      input.state === 'past' ? past : input.state === 'current' ? notPast : {},
    ],
  };
  const [total, rows] = await Promise.all([
    ctx.db.membership.count({ where }),
    ctx.db.membership.findMany({
      where,
      include: shown,
      orderBy: [{ user: { name: 'asc' } }, { user: { email: 'asc' } }, { id: 'asc' }],
      skip: (input.page - 1) * input.size,
      take: input.size,
    }),
  ]);
  return { total, page: input.page, size: input.size, items: rows.map((row) => line(row, today)) };
}

export type MembershipLine = Awaited<ReturnType<typeof listMemberships>>['items'][number];

/** One role of one person, with its délégations. */
export async function getMembership(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.membership.findUnique({ where: { id }, include: shown });
  if (!row) throw notFound('Cette habilitation');
  return { ...line(row, civilDate(ctx.now)), own: id === ctx.actor?.membershipId };
}

export type MembershipDetail = Awaited<ReturnType<typeof getMembership>>;

export type WearableHat = {
  id: string;
  role: string;
  organisation: string;
  quality: string | null;
  worn: boolean;
};

/** Hats that a person may wear on this day. */
export async function hatsOf(
  ctx: Pick<Context, 'db' | 'now' | 'actor'>,
  userId: string,
): Promise<WearableHat[]> {
  const rows = await ctx.db.membership.findMany({
    where: { userId, ...validOn(toDbDate(civilDate(ctx.now))) },
    include: { organisation: { select: { name: true } } },
    orderBy: [{ organisation: { name: 'asc' } }, { role: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    role: roleLabels[row.role],
    organisation: row.organisation.name,
    quality: row.quality,
    worn: row.id === ctx.actor?.membershipId,
  }));
}
