import { rulesFor } from '../access/rules';
import { prove } from '../access/scope';
import { change, type PersonAct } from '../audit/journal';
import { notFound } from '../errors';
import { counted } from '../french';
import type { Kind } from '../work/kinds';
import { type LineTraces, makeConvention, phaseOfAll } from './make';
import { alreadyHere, findingSentence, type LinePlan, planLines } from './plan';
import { planInputOf } from './stored';
import type { TakenState } from './values';

/** A step of the progress bar is said at most every so many lines. */
const TOLD_EVERY = 10;

/**
 * The background work: each line is one transaction that makes its convention and writes down what became of it,
 * so a stopped work goes on with the next line and never does one twice.
 */
export const takeOver: Kind = async ({ act, work, checkpoint }) => {
  const { takeoverId } = work.input as { takeoverId: string };
  await prove(act.db, rulesFor(act.actor), 'edit', 'Takeover', takeoverId);
  const takeover = await act.db.takeover.findUnique({ where: { id: takeoverId } });
  if (!takeover) throw notFound('Cette reprise');
  const input = planInputOf(takeover);
  const done = new Set(
    (await act.db.takeoverLine.findMany({ where: { takeoverId }, select: { line: true } })).map(
      ({ line }) => line,
    ),
  );
  await checkpoint({ total: input.rows.length, done: done.size, step: 'Lecture du tableau' });
  // Read again at each start: what was made before a stop is now known, and is not planned twice.
  const plans = await planLines(act.db, input, act.now);
  const group = (plan: LinePlan) => `${plan.place?.id} ${plan.degree}`;
  const states = new Map<string, TakenState[]>();
  for (const plan of plans)
    if (plan.facts.course)
      states.set(group(plan), [...(states.get(group(plan)) ?? []), plan.facts.course.status]);
  let seen = done.size;
  for (const plan of plans) {
    if (done.has(plan.line)) continue;
    const phase = phaseOfAll(states.get(group(plan)) ?? []);
    await doLine(act, takeover, plan, phase, (finding) =>
      findingSentence(plan.line, finding, input.columns, input.heads),
    );
    seen += 1;
    if (seen % TOLD_EVERY === 0 || seen === plans.length)
      await checkpoint({ done: seen, step: `Ligne ${plan.line}`, cursor: plan.line });
  }
  const outcomes = await finish(act, takeoverId, takeover.academyCode);
  return { report: { takeoverId, ...outcomes } };
};

type Phase = ReturnType<typeof phaseOfAll>;

async function doLine(
  act: PersonAct,
  takeover: { id: string; academyCode: string },
  plan: LinePlan,
  phase: Phase,
  sentence: (finding: LinePlan['findings'][number]) => string,
): Promise<void> {
  const key = { takeoverId: takeover.id, line: plan.line };
  const reasons = plan.findings.map(sentence);
  await change(act, async (tx) => {
    // Two processes on one work never meet, but a line is worth its own lock.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`takeover-${takeover.academyCode}`}))`;
    if (await tx.takeoverLine.findUnique({ where: { takeoverId_line: key } }))
      return { result: null, journal: null };
    // Another spreadsheet may have brought it since the plan was made.
    const wanted = plan.state === 'ready' || plan.state === 'warning';
    const existing = plan.existing ?? (wanted ? await alreadyHere(tx, takeover.academyCode, plan) : null);
    if (existing || !wanted) {
      await tx.takeoverLine.create({
        data: {
          ...key,
          outcome: plan.state === 'skipped' ? 'skipped' : existing ? 'already' : 'refused',
          reasons:
            plan.state === 'skipped'
              ? [`Ligne ${plan.line} : écartée avant la reprise.`]
              : existing
                ? [`Ligne ${plan.line} : déjà reprise sous le numéro ${existing.number}.`]
                : reasons,
          conventionId: plan.state === 'skipped' ? null : (existing?.id ?? null),
        },
      });
      return { result: null, journal: null };
    }
    const made = await makeConvention(tx, act, takeover, plan, phase);
    const traces: LineTraces = made.traces;
    await tx.takeoverLine.create({
      data: { ...key, outcome: 'created', reasons, conventionId: made.id, traces, version: made.version },
    });
    return { result: null, journal: made.journal };
  });
}

/** Closes the spreadsheet and counts what became of its lines. */
async function finish(act: PersonAct, takeoverId: string, academyCode: string) {
  return change(act, async (tx) => {
    const groups = await tx.takeoverLine.groupBy({
      by: ['outcome'],
      where: { takeoverId },
      _count: { _all: true },
    });
    const count = (outcome: string) => groups.find((one) => one.outcome === outcome)?._count._all ?? 0;
    const result = {
      created: count('created'),
      already: count('already'),
      refused: count('refused'),
      skipped: count('skipped'),
    };
    const { count: closed } = await tx.takeover.updateMany({
      where: { id: takeoverId, state: 'running' },
      data: { state: 'done', version: { increment: 1 } },
    });
    return {
      result,
      journal:
        closed === 0
          ? null
          : {
              chain: academyCode,
              action: 'takeover.done',
              objectType: 'Takeover',
              objectId: takeoverId,
              after: {
                ...result,
                summary: counted(result.created, 'convention reprise', 'conventions reprises'),
              },
            },
    };
  });
}
