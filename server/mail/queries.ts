import type { Prisma } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { type MailDrawer, mailDrawers, resendable } from './domain';
import type { ListMails } from './schema';

type Reader = Pick<Context, 'db' | 'ability'>;

const line = {
  id: true,
  to: true,
  subject: true,
  state: true,
  createdAt: true,
  sentAt: true,
  attempts: true,
  nextTryAt: true,
  lastTriedAt: true,
  answer: true,
  about: true,
  usableUntil: true,
  erasedAt: true,
} as const satisfies Prisma.OutgoingMailSelect;
type Row = Prisma.OutgoingMailGetPayload<{ select: typeof line }>;

const lineOf = ({ usableUntil, ...row }: Row, canResend: boolean) => ({
  ...row,
  /** It carries a code or a link: its text is shown to nobody. */
  secret: usableUntil !== null,
  canResend:
    canResend &&
    (resendable as readonly string[]).includes(row.state) &&
    usableUntil === null &&
    row.erasedAt === null,
});

export type MailLine = ReturnType<typeof lineOf>;

/** Mails of what this person administers, latest first, and how many each drawer holds. Never a body. */
export async function listMails(ctx: Reader, { drawer, q, page, size }: ListMails) {
  const readable = scope(ctx.ability, 'read', 'OutgoingMail');
  const contains = { contains: q ?? '', mode: 'insensitive' } as const;
  const where: Prisma.OutgoingMailWhereInput = {
    AND: [
      readable,
      { state: { in: [...mailDrawers[drawer]] } },
      ...(q ? [{ OR: [{ to: contains }, { subject: contains }] }] : []),
    ],
  };
  const [rows, total, states] = await Promise.all([
    ctx.db.outgoingMail.findMany({
      where,
      select: line,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    ctx.db.outgoingMail.count({ where }),
    ctx.db.outgoingMail.groupBy({ by: ['state'], where: readable, _count: true }),
  ]);
  const drawers = Object.keys(mailDrawers) as MailDrawer[];
  const counts = Object.fromEntries(
    drawers.map((one) => [
      one,
      states
        .filter(({ state }) => (mailDrawers[one] as readonly string[]).includes(state))
        .reduce((sum, { _count }) => sum + _count, 0),
    ]),
  ) as Record<MailDrawer, number>;
  const canEdit = ctx.ability.can('edit', 'OutgoingMail');
  return { items: rows.map((row) => lineOf(row, canEdit)), total, counts };
}

/** One mail; its text only when it carries no code and no link that signs in. */
export async function getMail(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.outgoingMail.findUnique({ where: { id }, select: { ...line, text: true } });
  if (!row) throw notFound('Ce courriel');
  const { text, ...rest } = row;
  const shown = lineOf(rest, ctx.ability.can('edit', 'OutgoingMail'));
  return { ...shown, text: shown.secret ? null : text };
}

export type MailDetail = Awaited<ReturnType<typeof getMail>>;
