import type { Prisma } from '@/prisma/generated/client';
import { change, type PersonAct } from '@/server/audit/journal';
import type { Db, Tx } from '@/server/db';
import { canonicalJson, sha256Hex } from '@/server/documents/hash';
import { conflict, forbidden, notFound } from '@/server/errors';
import { type Commitment, commitmentArticles, commitmentsOf, unspoken } from '@/server/raci/commitments';
import type { RaciMatrix } from '@/server/raci/domain';
import { matrixOfRows, whole } from '@/server/raci/load';
import { mayEditText } from '../editing';
import { type LoadedConvention, lockConvention } from '../load';

/** The live matrix of a project, or null when none was opened. */
export async function liveMatrix(db: Db | Tx, projectId: string): Promise<RaciMatrix | null> {
  const rows = await db.raciMatrix.findUnique({ where: { projectId }, include: whole });
  return rows && matrixOfRows(rows);
}

/** SHA-256 of what a party does and answers for. */
export const fingerprintOf = (commitments: readonly Commitment[]): string =>
  sha256Hex(canonicalJson(commitments));

type Article = { loaded: LoadedConvention; now: Commitment[]; body: string; title: string };

/** The article, while this hat writes the text, and what its parties do and answer for as it was shown. */
async function openArticle(
  tx: Tx,
  act: PersonAct,
  { id, articleKey, fingerprint }: { id: string; articleKey: string; fingerprint: string },
): Promise<Article> {
  const loaded = await lockConvention(tx, id);
  if (!mayEditText(loaded, act.actor.role))
    throw forbidden('Le texte ne se modifie pas à cette étape, ou c’est l’autre partie qui le rédige.');
  const article = loaded.articles.find(({ key }) => key === articleKey);
  const parties = Object.hasOwn(commitmentArticles, articleKey) ? commitmentArticles[articleKey] : undefined;
  if (!article || !parties || loaded.kind !== 'convention') throw notFound('Cet article d’engagements');
  const matrix = await liveMatrix(tx, loaded.projectId);
  if (!matrix) throw notFound('La matrice de ce projet');
  const now = commitmentsOf(matrix, parties);
  if (fingerprintOf(now) !== fingerprint)
    throw conflict(
      'La matrice a changé depuis que cette proposition vous a été montrée. Relisez-la, puis recommencez.',
    );
  return { loaded, now, body: article.body, title: article.title };
}

/**
 * Remembers what an article was proposed from. The text itself is written by the editor, by the person: this writes
 * nothing in it.
 */
export async function keepCommitments(
  act: PersonAct,
  input: { id: string; articleKey: string; fingerprint: string },
) {
  return change(act, async (tx) => {
    const { loaded, now, title } = await openArticle(tx, act, input);
    const key = { conventionId: loaded.id, articleKey: input.articleKey };
    const kept = {
      basis: now as unknown as Prisma.InputJsonValue,
      setAside: [],
      keptAt: act.now,
      keptByName: act.actor.userName,
    };
    const { version } = await tx.conventionCommitment.upsert({
      where: { conventionId_articleKey: key },
      create: { ...key, ...kept },
      update: { ...kept, version: { increment: 1 } },
      select: { version: true },
    });
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.commitments_proposed',
        objectType: 'Convention',
        objectId: loaded.id,
        after: { article: input.articleKey, title, activities: now.length, fingerprint: input.fingerprint },
      },
    };
  });
}

/** The divergence of an article was looked at: what the matrix says now, and what the article leaves out, is known. */
export async function reviewCommitments(
  act: PersonAct,
  input: { id: string; articleKey: string; fingerprint: string; version: number },
) {
  return change(act, async (tx) => {
    const { loaded, now, body, title } = await openArticle(tx, act, input);
    const { count } = await tx.conventionCommitment.updateMany({
      where: { conventionId: loaded.id, articleKey: input.articleKey, version: input.version },
      data: {
        basis: now as unknown as Prisma.InputJsonValue,
        setAside: unspoken(now, body),
        version: { increment: 1 },
        keptAt: act.now,
        keptByName: act.actor.userName,
      },
    });
    if (count !== 1)
      throw conflict('Cet article vient d’être repris par une autre personne. Relisez-le, puis recommencez.');
    return {
      result: { version: input.version + 1 },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.commitments_reviewed',
        objectType: 'Convention',
        objectId: loaded.id,
        after: { article: input.articleKey, title, fingerprint: input.fingerprint },
      },
    };
  });
}
