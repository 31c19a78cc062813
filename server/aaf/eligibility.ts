import { scope } from '../access/scope';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { type AafStatus, checklist } from './domain';
import { aafFactsOf, loadAafConventions } from './facts';

type Reader = Pick<Context, 'db' | 'ability' | 'actor'>;

/**
 * Who could be asked for under a convention: each school of its annex with its checklist for the convention's
 * product, before any request is made. Access to the convention is proven by the procedure.
 */
export async function eligibility(ctx: Reader, { id }: { id: string }) {
  const convention = await ctx.db.convention.findUnique({
    where: { id },
    select: {
      number: true,
      title: true,
      status: true,
      project: { select: { id: true, name: true } },
      product: { select: { id: true, name: true } },
      schools: {
        where: { leftOn: null },
        select: {
          school: { select: { uai: true, name: true, communeName: true, departmentCode: true } },
        },
        orderBy: [{ school: { communeName: 'asc' } }, { uai: 'asc' }],
      },
    },
  });
  if (!convention) throw notFound('Cette convention');
  const { product, schools, ...head } = convention;
  const conventions = await loadAafConventions(ctx.db, [id]);
  const loaded = conventions.get(id);
  const none = { article28Reference: null, registerReference: null, conformityProof: null };
  const [facts, latest] = await Promise.all([
    aafFactsOf(
      ctx.db,
      schools.map(({ school }) => ({
        id: null,
        uai: school.uai,
        productId: product?.id ?? '',
        conventionId: id,
        status: 'not_requested',
        request: none,
      })),
    ),
    ctx.db.aafAttachment.findMany({
      where: { conventionId: id, ...(product ? { productId: product.id } : {}) },
      select: { uai: true, status: true },
      orderBy: { createdAt: 'asc' },
    }),
  ]);
  const statusOf = new Map(latest.map(({ uai, status }) => [uai, status as AafStatus]));
  return {
    convention: { id, ...head },
    product,
    /** References that the convention left open and that the académie asks for: the request must give them. */
    missing: {
      article28Reference: Boolean(loaded?.policy.article28 && !loaded.references.article28Reference),
      registerReference: Boolean(loaded?.policy.register && !loaded.references.registerReference),
      conformityProof: Boolean(loaded?.policy.conformityProof && !loaded.references.conformityProof),
    },
    defaults: { eduConnect: loaded?.references.eduConnect === 'oui', gar: loaded?.references.gar === 'oui' },
    mayRequest: ctx.ability.can('request', 'Convention'),
    schools: schools.map(({ school }, rank) => {
      const items = facts[rank] ? checklist(facts[rank]) : [];
      // What the request itself may supply does not stand in the way of asking.
      const obstacles = items.filter((one) => !one.met && one.kind === 'hard').map(({ message }) => message);
      return { ...school, status: statusOf.get(school.uai) ?? ('not_requested' as const), obstacles };
    }),
  };
}

export type Eligibility = Awaited<ReturnType<typeof eligibility>>;

/** Conventions under which this hat may ask for attachments: signed or in force. */
export async function requestableConventions(ctx: Reader) {
  return ctx.db.convention.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'request', 'Convention'),
        { status: { in: ['signed', 'in_force'] }, kind: 'convention' },
      ],
    },
    select: { id: true, number: true, title: true, authority: { select: { name: true } } },
    orderBy: { number: 'asc' },
  });
}
