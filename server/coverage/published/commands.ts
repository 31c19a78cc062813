import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { change, type JournalFacts, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import { civilDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { conflict, forbidden, invalid, notFound } from '@/server/errors';
import { counted } from '@/server/french';
import { columnsRefusal } from './columns';
import { changedFacts, type FigureFacts, figureName } from './domain';
import { completed, type FiguresPlan, futureRefusal } from './plan';
import { markOf, plannedFigures } from './reading';
import { factsOfRow, mayWrite } from './rows';
import type { CorrectFigure, EnterFigure, ImportFigures, WithdrawFigure } from './schema';

const rowOf = (facts: FigureFacts) => ({
  ...facts,
  asOf: facts.asOf ? toDbDate(facts.asOf) : null,
  publishedOn: facts.publishedOn ? toDbDate(facts.publishedOn) : null,
});

const journalOf = (facts: FigureFacts) => {
  const { scopeKind: _, ...told } = facts;
  return told;
};

/** The académie whose chain keeps a figure, once proven that this person writes the figures of this département. */
async function chainFor(tx: Tx, actor: Actor, departmentCode: string): Promise<string> {
  const department = await tx.department.findUnique({ where: { code: departmentCode } });
  if (!department) throw invalid({ departmentCode: 'Ce département n’existe pas.' });
  if (!mayWrite(actor, department))
    throw forbidden(
      `${department.name} n’est pas un département de votre académie\u00a0: ses chiffres publiés ne sont pas les vôtres à écrire.`,
    );
  return department.academyCode;
}

const twice = () =>
  invalid({
    source:
      'Un chiffre de cette source est déjà connu pour ce département, ce degré, cette date et ce périmètre\u00a0: corrigez-le plutôt que d’en ajouter un autre.',
  });

const isTwin = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

function checked(facts: EnterFigure, act: PersonAct): FigureFacts {
  const future = futureRefusal(facts, civilDate(act.now));
  if (future) throw invalid(future);
  return completed(facts);
}

/** Keeps a figure that someone else published. */
export async function enterFigure(act: PersonAct, input: EnterFigure): Promise<{ id: string }> {
  const facts = checked(input, act);
  return change(act, async (tx) => {
    const chain = await chainFor(tx, act.actor, facts.departmentCode);
    const { id } = await tx.publishedFigure.create({
      data: { ...rowOf(facts), createdAt: act.now, updatedAt: act.now },
    });
    return { result: { id }, journal: entered(chain, id, facts) };
  }).catch((error: unknown) => {
    throw isTwin(error) ? twice() : error;
  });
}

const entered = (chain: string, id: string, facts: FigureFacts, file?: string): JournalFacts => ({
  chain,
  action: 'published.entered',
  objectType: 'PublishedFigure',
  objectId: id,
  after: { ...journalOf(facts), figure: figureName(facts), ...(file ? { file } : {}) },
});

const corrected = (
  chain: string,
  id: string,
  before: FigureFacts,
  after: FigureFacts,
  why: { reason: string; file?: string },
): JournalFacts => ({
  chain,
  action: 'published.corrected',
  objectType: 'PublishedFigure',
  objectId: id,
  before: journalOf(before),
  after: { ...journalOf(after), figure: figureName(after), ...why },
});

/** Corrects a figure, with the reason; compare-and-set on the version that the person saw. */
export async function correctFigure(
  act: PersonAct,
  { id, version, reason, facts: given }: CorrectFigure & { id: string },
): Promise<{ version: number }> {
  const facts = checked(given, act);
  return change<{ version: number }>(act, async (tx) => {
    const row = await tx.publishedFigure.findUnique({ where: { id } });
    if (!row) throw notFound('Ce chiffre publié');
    if (row.withdrawnAt) throw conflict('Ce chiffre a été retiré\u00a0: il ne se corrige plus.');
    await chainFor(tx, act.actor, row.departmentCode);
    const chain = await chainFor(tx, act.actor, facts.departmentCode);
    const before = factsOfRow(row);
    if (changedFacts(before, facts).length === 0 && version === row.version)
      return { result: { version }, journal: null };
    const { count } = await tx.publishedFigure.updateMany({
      where: { id, version, withdrawnAt: null },
      data: { ...rowOf(facts), version: { increment: 1 }, updatedAt: act.now },
    });
    if (count !== 1) throw await staleVersion(tx, 'PublishedFigure', id, row.version, 'Ce chiffre');
    return { result: { version: version + 1 }, journal: corrected(chain, id, before, facts, { reason }) };
  }).catch((error: unknown) => {
    throw isTwin(error) ? twice() : error;
  });
}

/** Withdraws a figure: it counts nowhere any more, its history stays. */
export async function withdrawFigure(
  act: PersonAct,
  { id, version, reason }: WithdrawFigure & { id: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const row = await tx.publishedFigure.findUnique({ where: { id } });
    if (!row) throw notFound('Ce chiffre publié');
    if (row.withdrawnAt) throw conflict('Ce chiffre a déjà été retiré.');
    const chain = await chainFor(tx, act.actor, row.departmentCode);
    const { count } = await tx.publishedFigure.updateMany({
      where: { id, version, withdrawnAt: null },
      data: {
        withdrawnAt: act.now,
        withdrawnReason: reason,
        updatedAt: act.now,
        version: { increment: 1 },
      },
    });
    if (count !== 1) throw await staleVersion(tx, 'PublishedFigure', id, row.version, 'Ce chiffre');
    const facts = factsOfRow(row);
    return {
      result: { version: version + 1 },
      journal: {
        chain,
        action: 'published.withdrawn',
        objectType: 'PublishedFigure',
        objectId: id,
        before: { figure: figureName(facts) },
        after: { reason },
      },
    };
  });
}

export type ImportedFigures = { entered: number; corrected: number; same: number };

/**
 * Writes a table of figures, all or nothing. What is known and said again is left alone; what is known and said
 * otherwise is corrected only when the person asked for it, with a reason.
 *
 * @throws AppError conflict when what is known changed since the preview; invalid when a column or a line cannot
 * be read: nothing is written then.
 */
export async function importFigures(act: PersonAct, input: ImportFigures): Promise<ImportedFigures> {
  return change<ImportedFigures>(act, async (tx) => {
    // Two imports at once: the second waits, then sees what the first wrote.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('published figures'))::text`;
    const refusal = columnsRefusal(input.columns, input.common);
    if (refusal) throw invalid({ columns: refusal }, refusal);
    const { plan, academyOf } = await plannedFigures(tx, act, input);
    refuseWrongLines(plan);
    if (markOf(plan) !== input.seen)
      throw conflict(
        'Les chiffres connus ont changé depuis l’aperçu\u00a0: rien n’est importé. Relisez l’aperçu, puis confirmez.',
      );
    if (plan.counts.correction > 0 && !input.correct)
      throw invalid(
        { correct: 'Dites que les chiffres connus doivent être corrigés, ou retirez leurs lignes.' },
        `Rien n’est importé\u00a0: ${counted(plan.counts.correction, 'ligne contredit un chiffre connu', 'lignes contredisent des chiffres connus')}.`,
      );
    if (plan.counts.correction > 0 && input.reason === '')
      throw invalid({ reason: 'Dites pourquoi les chiffres connus sont corrigés.' });
    const journal: JournalFacts[] = [];
    for (const line of plan.lines) {
      if (!line.facts || line.state === 'same') continue;
      const chain = academyOf(line.facts.departmentCode);
      if (line.state === 'new') {
        const { id } = await tx.publishedFigure.create({
          data: { ...rowOf(line.facts), createdAt: act.now, updatedAt: act.now },
        });
        journal.push(entered(chain, id, line.facts, input.name));
      } else if (line.known) {
        const row = await tx.publishedFigure.findUniqueOrThrow({ where: { id: line.known.id } });
        const { count } = await tx.publishedFigure.updateMany({
          where: { id: line.known.id, version: line.known.version, withdrawnAt: null },
          data: { ...rowOf(line.facts), version: { increment: 1 }, updatedAt: act.now },
        });
        if (count !== 1) throw await staleVersion(tx, 'PublishedFigure', row.id, row.version, 'Ce chiffre');
        journal.push(
          corrected(chain, row.id, factsOfRow(row), line.facts, { reason: input.reason, file: input.name }),
        );
      }
    }
    return {
      result: {
        entered: plan.counts.new,
        corrected: plan.counts.correction,
        same: plan.counts.same,
      },
      journal: journal.length > 0 ? journal : null,
    };
  });
}

function refuseWrongLines({ lines }: FiguresPlan): void {
  const wrong = lines.filter(({ state }) => state === 'error');
  if (wrong.length === 0) return;
  throw invalid(
    Object.fromEntries(
      wrong.slice(0, 50).map(({ line, said }) => [`rows.${line}`, `Ligne ${line}\u00a0: ${said}`]),
    ),
    `Rien n’est importé. Ligne ${wrong[0]?.line}\u00a0: ${wrong[0]?.said}`,
  );
}
