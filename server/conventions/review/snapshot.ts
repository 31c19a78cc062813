import type { Prisma } from '@/prisma/generated/client';
import type { Db, Tx } from '@/server/db';
import { canonicalJson, sha256Hex } from '@/server/documents/hash';
import type { ComparedText } from '../difference/difference';
import type { AnyOpinionKind } from '../facts';
import { assemble } from '../freeze';
import type { LoadedConvention } from '../load';
import { templateOf, valuesOf } from '../loaded';
import { resolveVariables } from '../variables';
import type { Occasion } from './labels';

/** What the text says now, with the values filled into it; marked as a draft, whatever it becomes. */
export async function comparedText(db: Db | Tx, loaded: LoadedConvention, at: Date): Promise<ComparedText> {
  const values = resolveVariables(templateOf(loaded).variables, valuesOf(loaded));
  return {
    content: await assemble(db, loaded, at, { draft: true }),
    variables: Object.entries(values).map(([key, { label, text }]) => ({ key, label, text })),
  };
}

/** SHA-256 of what a text says: the marks of a version (number, date, « PROJET ») are left out. */
export function textSha256({ content, variables }: ComparedText): string {
  const { raciVersion: _mark, ...text } = content;
  const said = { ...text, version: 0, draft: true, composedOn: '', verificationUrl: null };
  return sha256Hex(canonicalJson({ content: said, variables }));
}

/** A stored text back as it was given. */
export const storedText = (row: { text: unknown }) => row.text as ComparedText;

/**
 * Keeps what the text says at a moment that matters. A text that was kept before makes no second row, only a
 * second moment.
 * @param content the frozen content, when the moment freezes one.
 */
export async function keepSnapshot(
  tx: Tx,
  loaded: LoadedConvention,
  moment: {
    occasion: Occasion;
    at: Date;
    byName: string;
    opinion?: AnyOpinionKind;
    frozen?: { content: ComparedText['content']; number: number };
  },
): Promise<{ id: string; number: number; sha256: string }> {
  const now = await comparedText(tx, loaded, moment.at);
  const text = moment.frozen ? { ...now, content: moment.frozen.content } : now;
  const sha256 = textSha256(text);
  const { id: conventionId } = loaded;
  const last = await tx.conventionSnapshot.findFirst({
    where: { conventionId },
    orderBy: { number: 'desc' },
    select: { number: true },
  });
  const kept =
    (await tx.conventionSnapshot.findUnique({ where: { conventionId_sha256: { conventionId, sha256 } } })) ??
    (await tx.conventionSnapshot.create({
      data: {
        conventionId,
        number: (last?.number ?? 0) + 1,
        text: text as unknown as Prisma.InputJsonValue,
        sha256,
        createdAt: moment.at,
      },
    }));
  await tx.snapshotMoment.create({
    data: {
      snapshotId: kept.id,
      occasion: moment.occasion,
      at: moment.at,
      byName: moment.byName,
      opinion: moment.opinion ?? null,
      textNumber: moment.frozen?.number ?? null,
    },
  });
  return { id: kept.id, number: kept.number, sha256 };
}
