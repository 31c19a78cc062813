import type { Role } from '@/server/access/roles';
import { AppError, conflict } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { type ComparedText, type ConventionDifference, difference } from '../../difference/difference';
import { changesInWords, countChanges } from '../../difference/summary';
import { loadConvention } from '../../load';
import { frozenText, standingOpinions } from '../../loaded';
import { occasionLabels, shortOpinionLabels } from '../labels';
import { commenters } from '../sides';
import { comparedText, storedText, textSha256 } from '../snapshot';

/** The text as it stands, among the versions that an address may name. */
export const CURRENT = 'actuel';
/** « Ce que le DPD a approuvé » and « ce qui a été signé », whatever their identifiers. */
export const APPROVED = 'dpd';
export const SIGNED = 'signe';

/** Texts on their way are for those who work on them; the others compare what was accepted and signed. */
const worksOn = (role: Role | undefined) =>
  role !== undefined && [...commenters.academy, ...commenters.authority].includes(role);

/** The kept texts of a convention with their moments, oldest first. */
export async function versionsOf(ctx: Context, id: string) {
  const rows = await ctx.db.conventionSnapshot.findMany({
    where: {
      conventionId: id,
      ...(worksOn(ctx.actor?.role)
        ? {}
        : { moments: { some: { occasion: { in: ['accepted', 'ready_to_sign', 'signed'] } } } }),
    },
    orderBy: { number: 'asc' },
    select: {
      id: true,
      number: true,
      sha256: true,
      createdAt: true,
      moments: { orderBy: { at: 'asc' } },
    },
  });
  return rows.map(({ moments, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    moments: moments.map(({ id: momentId, occasion, at, byName, opinion, textNumber }) => ({
      id: momentId,
      at: at.toISOString(),
      by: byName,
      textNumber,
      label: opinion
        ? `${shortOpinionLabels[opinion]}\u00a0: ${occasionLabels[occasion].toLowerCase()}`
        : occasionLabels[occasion],
    })),
  }));
}

export type Version = Awaited<ReturnType<typeof versionsOf>>[number];

export type ComparedVersion = {
  /** As an address names it. */
  ref: string;
  /** « Version 3 du texte », « Texte actuel ». */
  title: string;
  /** When and on what occasion it was kept. */
  detail: string[];
  at: string;
  sha256: string;
};

export type ComparisonView = {
  number: string;
  title: string;
  versions: Version[];
  from: ComparedVersion;
  to: ComparedVersion;
  difference: ConventionDifference;
  counts: ReturnType<typeof countChanges>;
  words: string | null;
  after: ComparedText;
};

/** There is nothing to compare yet, or not for this hat. */
const missing = (message: string) => conflict(message);

/**
 * Two texts of a convention and what changed between them. Without names: from what the DPD approved, or the
 * oldest kept text, to what was frozen for signature, or the text as it stands.
 * @throws AppError not_found with a sentence when a version is not there.
 */
export async function comparisonOf(
  ctx: Context,
  input: { id: string; from?: string | undefined; to?: string | undefined },
): Promise<ComparisonView> {
  const loaded = await loadConvention(ctx.db, input.id);
  const versions = await versionsOf(ctx, input.id);
  const approved = standingOpinions(loaded).find(({ kind, verdict }) => kind === 'dpo' && verdict);
  const approvedId = approved?.confirmedSnapshotId ?? approved?.snapshotId ?? null;
  const opened = frozenText(loaded)?.pdfId
    ? versions.findLast(({ moments }) =>
        moments.some(({ textNumber }) => textNumber === frozenText(loaded)?.version),
      )
    : undefined;

  const nameOf = (ref: string | undefined, fallback: string) => ref || fallback;
  const from = nameOf(input.from, approvedId ? APPROVED : (versions[0]?.id ?? CURRENT));
  const to = nameOf(input.to, opened ? SIGNED : CURRENT);

  const read = async (ref: string): Promise<{ version: ComparedVersion; text: ComparedText }> => {
    if (ref === CURRENT) {
      if (!worksOn(ctx.actor?.role))
        throw missing('Le texte en cours n’est lu que par ceux qui y travaillent.');
      const text = await comparedText(ctx.db, loaded, ctx.now);
      const sha256 = textSha256(text);
      const at = ctx.now.toISOString();
      return {
        text,
        version: { ref, title: 'Texte actuel', detail: ['Tel qu’il est à cet instant'], at, sha256 },
      };
    }
    const id = ref === APPROVED ? approvedId : ref === SIGNED ? opened?.id : ref;
    if (ref === APPROVED && !id)
      throw missing(
        'Le délégué à la protection des données n’a pas encore rendu d’avis\u00a0: il n’y a rien à comparer.',
      );
    if (ref === SIGNED && !id)
      throw missing('Aucun texte n’est encore figé pour la signature\u00a0: il n’y a rien à comparer.');
    const known = versions.find((one) => one.id === id);
    const row = known && (await ctx.db.conventionSnapshot.findUnique({ where: { id: known.id } }));
    if (!known || !row)
      throw new AppError('not_found', 'Cette version du texte n’existe pas, ou n’est plus à comparer.');
    const title =
      ref === APPROVED
        ? 'Ce que le DPD a approuvé'
        : ref === SIGNED
          ? loaded.signedAt
            ? 'Ce qui a été signé'
            : 'Ce qui est à signer'
          : `Texte n° ${known.number}`;
    const text = storedText(row);
    const detail = known.moments.map(({ label, by }) => `${label} (${by})`);
    return {
      text,
      version: { ref, title, detail, at: known.moments.at(-1)?.at ?? known.createdAt, sha256: known.sha256 },
    };
  };
  const [one, other] = await Promise.all([read(from), read(to)]);
  const found = difference(one.text, other.text);
  return {
    number: loaded.number,
    title: other.text.content.title,
    versions,
    from: one.version,
    to: other.version,
    difference: found,
    counts: countChanges(found),
    words: changesInWords(found),
    after: other.text,
  };
}
