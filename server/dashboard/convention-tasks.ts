import type { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate } from '@/server/clock';
import { type ConventionFacts, type ConventionStatus, opinionKinds } from '@/server/conventions/facts';
import type { Db } from '@/server/db';
import { signaturesBySide } from '@/server/signature/circuit';
import { circuitSelect, circuitStateOf } from '@/server/signature/state';
import type { Context } from '@/server/trpc/context';
import { conventionTask, type Task, type TaskKind } from './domain';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };
export type FoundTask = { kind: TaskKind; task: Task };

/** States in which somebody has to act. */
const moving = [
  'draft',
  'academic_review',
  'partner_review',
  'awaiting_deliberation',
  'ready_to_sign',
  'partially_signed',
  'awaiting_seal',
  'suspended',
] as const satisfies readonly ConventionStatus[];

export const light = {
  id: true,
  number: true,
  title: true,
  statusSince: true,
  version: true,
  draftedBy: true,
  effectiveOn: true,
  endsOn: true,
  academyCode: true,
  departmentCodes: true,
  academy: { select: { fullName: true } },
  authority: { select: { name: true } },
  opinions: {
    orderBy: { round: 'asc' },
    select: {
      kind: true,
      round: true,
      verdict: true,
      dueOn: true,
      requestedAt: true,
      givenAt: true,
      reservations: { select: { answeredAt: true } },
    },
  },
  deliberation: true,
  sealWait: { select: { waitingFor: true, reason: true } },
  ...circuitSelect,
  _count: { select: { deposits: { where: { state: 'pending' } } } },
  texts: {
    orderBy: { number: 'desc' },
    take: 1,
    select: { ...circuitSelect.texts.select, number: true, contentSha256: true },
  },
} as const satisfies Prisma.ConventionSelect;

export type LightConvention = Prisma.ConventionGetPayload<{ select: typeof light }>;

/** The last opinion of each kind. */
export const currentOpinions = (row: LightConvention) =>
  opinionKinds.flatMap((kind) =>
    row.opinions
      .filter((one) => one.kind === kind)
      .slice(-1)
      .map((one) => ({ ...one, kind })),
  );

/** Enough of the facts to say who holds the ball; what the guards would check of the text is left out. */
export function factsOf(row: LightConvention, today: string): ConventionFacts {
  const text = row.texts[0];
  const circuit = circuitStateOf(row);
  return {
    status: row.status,
    version: row.version,
    today,
    draftedBy: row.draftedBy === 'authority' ? 'authority' : 'academy',
    partiesComplete: { academy: true, authority: true },
    hasObject: true,
    schools: { total: 1, valid: 1 },
    missingVariables: [],
    opinions: currentOpinions(row).map((one) => ({
      kind: one.kind,
      verdict: one.verdict,
      reservationsAnswered: one.reservations.every(({ answeredAt }) => answeredAt !== null),
      dueOn: fromDbDate(one.dueOn),
      outdated: false,
    })),
    deliberation: row.deliberation && {
      number: row.deliberation.number,
      organ: row.deliberation.organ,
      sessionOn: fromDbDate(row.deliberation.sessionOn),
      object: row.deliberation.object,
      hasFile: row.deliberation.fileId !== null,
      transmittedOn: fromDbDate(row.deliberation.transmittedOn),
      publishedOn: fromDbDate(row.deliberation.publishedOn),
      waiverReason: row.deliberation.waiverReason,
    },
    textFrozen: text ? { version: text.number, sha256: text.contentSha256 } : null,
    signatures: signaturesBySide(circuit),
    circuit,
    circuitFindings: [],
    pendingDeposits: row._count.deposits,
    seal: { exists: false, waitingFor: null },
    effectiveOn: fromDbDate(row.effectiveOn),
    endsOn: fromDbDate(row.endsOn),
    noticeMonths: null,
    successor: null,
  };
}

const tabs: Partial<Record<TaskKind, string>> = {
  opinion: '?onglet=avis',
  reservations: '?onglet=avis',
  deliberation_enter: '?onglet=signatures',
  deliberation_check: '?onglet=signatures',
  deposit: '?onglet=signatures',
};

function addressOf(kind: TaskKind, id: string): string {
  if (kind === 'sign') return `/conventions/${id}/signature`;
  if (kind === 'approve_circuit') return `/conventions/${id}`;
  return `/conventions/${id}${tabs[kind] ?? ''}`;
}

/** Day by which it should be done: the opinion's own, or the effect date for a signature. */
function dueOf(kind: TaskKind, row: LightConvention, role: string): string | null {
  if (kind === 'opinion')
    return fromDbDate(currentOpinions(row).find((one) => one.kind === role)?.dueOn ?? null);
  return kind === 'sign' ? fromDbDate(row.effectiveOn) : null;
}

/** The conventions on their way within a filter: what tasks, alerts and deadlines are read from. */
export function movingConventions(db: Db, within: Prisma.ConventionWhereInput): Promise<LightConvention[]> {
  return db.convention.findMany({
    where: { AND: [within, { status: { in: [...moving] } }] },
    select: light,
  });
}

/** Conventions in which the ball is with this hat. */
export async function conventionTasks(ctx: Hatted, loaded?: LightConvention[]): Promise<FoundTask[]> {
  const today = civilDate(ctx.now);
  const rows = loaded ?? (await movingConventions(ctx.db, scope(ctx.ability, 'read', 'Convention')));
  const waiting = rows.flatMap((row) => {
    const kind = conventionTask(factsOf(row, today), ctx.actor.role, ctx.actor.membershipId);
    return kind ? [{ kind, row }] : [];
  });
  const askers = await whoMoved(
    ctx,
    waiting.map(({ row }) => row.id),
  );
  return waiting.map(({ kind, row }) => {
    const dueOn = dueOf(kind, row, ctx.actor.role);
    return {
      kind,
      task: {
        id: `${kind}:${row.id}`,
        object: row.title,
        detail: `${row.number} · ${row.authority.name}`,
        askedBy: askers.get(row.id) ?? null,
        since: civilDate(row.statusSince),
        dueOn,
        late: dueOn !== null && dueOn < today,
        count: 1,
        href: addressOf(kind, row.id),
      },
    };
  });
}

/** Who brought each convention to its present state: the journal row of that very instant. */
async function whoMoved({ db }: Pick<Context, 'db'>, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT ON (entry."objectId") entry."objectId" AS id, entry."actorName" AS name
    FROM "JournalEntry" entry
    JOIN "Convention" convention ON convention."id" = entry."objectId"
      AND entry."at" AT TIME ZONE 'UTC' = convention."statusSince"
    WHERE entry."objectType" = 'Convention' AND entry."objectId" = ANY(${ids}::text[])
    ORDER BY entry."objectId", entry."seq" DESC`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
