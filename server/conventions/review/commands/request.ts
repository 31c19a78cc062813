import type { Act } from '@/server/audit/journal';
import { addDays, longDate } from '@/server/calendar';
import { civilDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { academySettings } from '@/server/organisations/settings';
import { difference } from '../../difference/difference';
import { changesInWords, touchesOpinion } from '../../difference/summary';
import { type OpinionKind, opinionKinds } from '../../facts';
import type { LoadedConvention } from '../../load';
import { notify } from '../../notify';
import { comparedText, keepSnapshot, storedText } from '../snapshot';

type Given = LoadedConvention['opinions'][number];

/** The last opinion of a kind that was given: on this text, or on the project that it takes up again. */
async function lastGiven(tx: Tx, loaded: LoadedConvention, kind: OpinionKind): Promise<Given | null> {
  const own = loaded.opinions.filter((one) => one.kind === kind);
  if (own.length > 0) return own.findLast(({ verdict }) => verdict !== null) ?? null;
  if (!loaded.copyOf?.resumes) return null;
  return tx.opinion.findFirst({
    where: { conventionId: loaded.copyOf.sourceId, kind, verdict: { not: null } },
    orderBy: { round: 'desc' },
    include: { reservations: { orderBy: { position: 'asc' } }, invitation: { omit: { tokenHash: true } } },
  });
}

/**
 * Asks for both required opinions, each with its own deadline: the one chosen, else the usual delay of the
 * académie. An opinion already given stands as long as nothing of which it speaks has changed; otherwise it is
 * asked again, and the reviewer is told what changed.
 */
export async function requestOpinions(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  chosen: { dpoDueOn?: string | undefined; legalDueOn?: string | undefined },
) {
  const { opinionDelayDays } = academySettings(loaded.academy.settings);
  const today = civilDate(act.now);
  const round = Math.max(0, ...loaded.opinions.map((opinion) => opinion.round)) + 1;
  const text = await comparedText(tx, loaded, act.now);
  const due: Partial<Record<OpinionKind, string>> = {};
  const kept: OpinionKind[] = [];
  for (const kind of opinionKinds) {
    const last = await lastGiven(tx, loaded, kind);
    const basis = last?.confirmedSnapshotId ?? last?.snapshotId ?? null;
    const snapshot = basis ? await tx.conventionSnapshot.findUnique({ where: { id: basis } }) : null;
    const since = snapshot ? difference(storedText(snapshot), text) : null;
    if (last && since && !touchesOpinion(since)) {
      kept.push(kind);
      if (last.conventionId !== loaded.id) await carry(tx, act, loaded, last, round);
      continue;
    }
    const dueOn = chosen[`${kind}DueOn`] ?? addDays(today, opinionDelayDays[kind]);
    due[kind] = dueOn;
    await tx.opinion.create({
      data: {
        conventionId: loaded.id,
        kind,
        round,
        requestedAt: act.now,
        requestedByName: 'system' in act.actor ? act.actor.name : act.actor.userName,
        dueOn: toDbDate(dueOn),
      },
    });
    const words = since && changesInWords(since);
    await notify(tx, loaded, [kind], act.now, {
      subject: `Avis demandé\u00a0: convention ${loaded.number}`,
      paragraphs: [
        `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
        `Votre avis est demandé sur ce projet de convention, avant le ${longDate(dueOn)} inclus.`,
        ...(last?.givenAt && words
          ? [`Depuis votre avis du ${longDate(civilDate(last.givenAt))}, ont changé\u00a0: ${words}.`]
          : []),
      ],
      action: { label: 'Lire et rendre mon avis', path: `/conventions/${loaded.id}?onglet=avis` },
    });
  }
  return { opinionsDue: due, ...(kept.length > 0 ? { opinionsKept: kept } : {}) };
}

/** Writes an opinion given on the project that was taken up again: the same words, on the same text. */
async function carry(tx: Tx, act: Act, loaded: LoadedConvention, last: Given, round: number): Promise<void> {
  const kept = await keepSnapshot(tx, loaded, {
    occasion: 'opinion_confirmed',
    opinion: last.kind,
    at: act.now,
    byName: `${last.givenByName ?? 'avis'}, repris de ${loaded.copyOf?.source.number ?? 'l’ancien projet'}`,
  });
  await tx.opinion.create({
    data: {
      conventionId: loaded.id,
      kind: last.kind,
      round,
      requestedAt: last.requestedAt,
      dueOn: last.dueOn,
      verdict: last.verdict,
      comment: last.comment,
      givenAt: last.givenAt,
      givenById: last.givenById,
      givenByName: last.givenByName,
      snapshotId: last.snapshotId,
      confirmedSnapshotId: kept.id,
      confirmedAt: act.now,
      carriedFromId: last.id,
      reservations: {
        create: last.reservations.map(({ id: _id, opinionId: _opinion, ...one }) => one),
      },
    },
  });
}
