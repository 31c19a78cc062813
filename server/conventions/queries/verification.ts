import { fromDbDate } from '../../clock';
import { sealSentence } from '../../signature/modes';
import type { Context } from '../../trpc/context';
import { capital } from '../guards/finding';
import { loadConvention } from '../load';
import { frozenText, standingSignatures } from '../loaded';
import { factsOf } from '../loaded-facts';
import { statusLabelOf } from '../transitions';

/**
 * What anyone who holds the document may check: does this number exist, in which state, with which hash, signed
 * when and in what quality. Nothing of the text, and no name. Null when the number is unknown or nothing was
 * ever frozen.
 */
export async function verification(ctx: Context, number: string) {
  const found = await ctx.db.convention.findUnique({ where: { number }, select: { id: true } });
  if (!found) return null;
  const loaded = await loadConvention(ctx.db, found.id);
  const texts = loaded.texts.filter(({ pdf }) => pdf !== null);
  if (texts.length === 0) return null;
  const current = frozenText(loaded);
  return {
    number: loaded.number,
    academy: capital(loaded.academy.fullName),
    authority: loaded.authority.name,
    status: statusLabelOf(factsOf(loaded, ctx.now)),
    effectiveOn: fromDbDate(loaded.effectiveOn),
    endsOn: fromDbDate(loaded.endsOn),
    demonstration: loaded.demonstration,
    versions: texts.map((text) => ({
      number: text.number,
      sha256: text.pdf?.sha256 ?? '',
      frozenAt: text.createdAt.toISOString(),
      current: text.id === current?.id,
    })),
    seal: loaded.seal && {
      sha256: loaded.seal.sha256,
      sealedAt: loaded.seal.sealedAt.toISOString(),
      timestampAt: loaded.seal.timestampAt?.toISOString() ?? null,
      selfSigned: loaded.seal.selfSigned,
      sentence: sealSentence(loaded.seal),
    },
    signatures: standingSignatures(loaded).map(({ id, side, quality, signedAt, mode }) => ({
      id,
      side,
      quality,
      mode,
      signedAt: signedAt.toISOString(),
    })),
  };
}

export type VerificationView = NonNullable<Awaited<ReturnType<typeof verification>>>;
