import type { Prisma } from '@/prisma/generated/client';
import { amendedFacts } from '../amendments/parent';
import type { Db, Tx } from '../db';
import { conflict, notFound } from '../errors';
import { unfrozenErrors } from '../raci/versions/errors';
import { incomingSelect } from '../signature/incoming';

const everything = {
  academy: true,
  authority: true,
  product: { include: { vendor: true } },
  project: true,
  templateVersion: { include: { template: true } },
  articles: { orderBy: { position: 'asc' } },
  variables: true,
  schools: { where: { leftOn: null }, include: { school: true }, orderBy: { uai: 'asc' } },
  stages: { orderBy: { since: 'asc' } },
  opinions: {
    orderBy: [{ round: 'asc' }, { kind: 'asc' }, { rank: 'asc' }],
    include: {
      reservations: { orderBy: { position: 'asc' } },
      invitation: { omit: { tokenHash: true } },
    },
  },
  establishment: { include: { school: true, file: { select: { id: true, name: true, size: true } } } },
  beneficiaries: { include: { authority: true }, orderBy: { authority: { name: 'asc' } } },
  body: true,
  deviations: true,
  corrections: { where: { state: 'proposed' }, select: { id: true } },
  copyOf: { include: { source: { select: { id: true, number: true, title: true } } } },
  deliberation: { include: { file: { select: { id: true, name: true, size: true } } } },
  texts: {
    orderBy: { number: 'desc' },
    omit: { content: true, basis: true },
    include: { pdf: { select: { id: true, sha256: true, size: true } } },
  },
  signatures: { orderBy: { signedAt: 'asc' } },
  circuit: true,
  approvals: { orderBy: { givenAt: 'asc' } },
  deposits: {
    orderBy: { depositedAt: 'asc' },
    include: { file: { select: { name: true, size: true, sha256: true } } },
  },
  seal: { include: { file: { select: { id: true, name: true, size: true, sha256: true } } } },
  sealWait: true,
  amendment: { include: incomingSelect },
  life: true,
  parent: { select: amendedFacts },
  successor: { select: { id: true, number: true, status: true, effectiveOn: true, endsOn: true } },
  predecessor: { select: { id: true, number: true, status: true, effectiveOn: true, endsOn: true } },
} as const satisfies Prisma.ConventionInclude;

/** A convention with all that hangs on it; what commands decide on and screens show. */
export type LoadedConvention = Prisma.ConventionGetPayload<{ include: typeof everything }> & {
  /** What forbids freezing the matrix with the text, where that is the next act. */
  matrixErrors: readonly string[];
};

/** Loads a convention whole. */
export async function loadConvention(db: Db | Tx, id: string): Promise<LoadedConvention> {
  const found = await db.convention.findUnique({ where: { id }, include: everything });
  if (!found) throw notFound('Cette convention');
  const fixesMatrix = found.kind === 'convention' && found.status === 'partner_review';
  const matrixErrors = fixesMatrix ? await unfrozenErrors(db, found.projectId, found.academy.settings) : [];
  return { ...found, matrixErrors };
}

/** Takes the convention's lock for the rest of the transaction: its acts are carried out one by one. */
export async function lockConvention(tx: Tx, id: string): Promise<LoadedConvention> {
  await tx.$queryRaw`SELECT 1 FROM "Convention" WHERE "id" = ${id} FOR UPDATE`;
  return loadConvention(tx, id);
}

/**
 * Refuses an act decided on an older state, and says what happened since.
 * @throws AppError conflict with `details: { currentVersion, status, changes }`.
 */
export async function refuseStale(tx: Tx, loaded: LoadedConvention, seen: number): Promise<void> {
  if (loaded.version === seen) return;
  const rows = await tx.journalEntry.findMany({
    where: { objectType: 'Convention', objectId: loaded.id },
    orderBy: { seq: 'desc' },
    take: 20,
    select: { at: true, actorName: true, action: true, after: true },
  });
  const changes = rows
    .filter(({ after }) => Number((after as { version?: number } | null)?.version ?? 0) > seen)
    .map(({ at, actorName, action }) => ({ at: at.toISOString(), actorName, action }));
  const last = changes[0];
  throw conflict(
    `La convention a changé depuis que vous l’avez ouverte${last ? ` (${last.actorName})` : ''}. Relisez-la, puis recommencez : rien n’a été enregistré.`,
    { currentVersion: loaded.version, status: loaded.status, changes },
  );
}

/** Adds one to the version that everyone sees; must follow `lockConvention`. */
export async function bump(
  tx: Tx,
  loaded: LoadedConvention,
  data: Prisma.ConventionUpdateManyMutationInput = {},
) {
  const { count } = await tx.convention.updateMany({
    where: { id: loaded.id, status: loaded.status, version: loaded.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count !== 1) throw conflict('La convention vient de changer. Relisez-la, puis recommencez.');
  return loaded.version + 1;
}
