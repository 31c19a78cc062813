import { scope } from '../access/scope';
import { civilDate, fromDbDate } from '../clock';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { columnsRefusal } from './fields';
import { type Match, matchScan } from './match';
import { findingSentence, type LinePlan, type LineState, planLines } from './plan';
import { matchables } from './scans';
import type { LineFilter, ListLines } from './schema';
import { planInputOf } from './stored';
import { undoObstacles } from './undo';

type Reader = Pick<Context, 'db' | 'ability' | 'now'>;

const tally = (groups: { outcome: string; _count: { _all: number } }[]) => {
  const count = (outcome: string) => groups.find((one) => one.outcome === outcome)?._count._all ?? 0;
  return {
    created: count('created'),
    already: count('already'),
    refused: count('refused'),
    skipped: count('skipped'),
  };
};

/** The spreadsheets of this académie, newest first, with what became of them. */
export async function listTakeovers(ctx: Reader) {
  const rows = await ctx.db.takeover.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'Takeover')] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 50,
    select: {
      id: true,
      fileName: true,
      state: true,
      createdAt: true,
      createdByName: true,
      lines: { select: { outcome: true } },
    },
  });
  return rows.map(({ lines, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    created: lines.filter(({ outcome }) => outcome === 'created').length,
    refused: lines.filter(({ outcome }) => outcome === 'refused').length,
  }));
}

export type TakeoverListLine = Awaited<ReturnType<typeof listTakeovers>>[number];

/** One spreadsheet: its columns, how far its work is, what it left. */
export async function getTakeover(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.takeover.findUnique({ where: { id } });
  if (!row) throw notFound('Cette reprise');
  const { heads, columns, rows } = planInputOf(row);
  const work = row.workId
    ? await ctx.db.backgroundWork.findUnique({
        where: { id: row.workId },
        select: { state: true, done: true, total: true, step: true, reason: true },
      })
    : null;
  const groups = await ctx.db.takeoverLine.groupBy({
    by: ['outcome'],
    where: { takeoverId: id },
    _count: { _all: true },
  });
  return {
    id,
    fileName: row.fileName,
    sheet: row.sheet,
    state: row.state,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    createdByName: row.createdByName,
    workId: row.workId,
    lines: rows.length,
    columns: heads.map((head, index) => ({
      head,
      field: columns[index] ?? '',
      examples: [
        ...new Set(
          rows
            .map(({ cells }) => cells[index])
            .filter((cell) => cell !== null && cell !== '')
            .map(String),
        ),
      ].slice(0, 3),
    })),
    columnsRefusal: columnsRefusal(columns),
    work,
    outcomes: tally(groups),
    obstacles: row.state === 'done' ? await undoObstacles(ctx.db, id) : [],
  };
}

export type TakeoverView = Awaited<ReturnType<typeof getTakeover>>;

const filters: Record<LineFilter, readonly LineState[]> = {
  toutes: ['ready', 'warning', 'error', 'already', 'skipped'],
  erreurs: ['error'],
  avertissements: ['warning'],
  pretes: ['ready'],
  reprises: ['already'],
  ecartees: ['skipped'],
};

/** What each line would become: one page of them, and how many there are of each kind. */
export async function previewLines(ctx: Reader, { id, filter, page, limit }: ListLines & { id: string }) {
  const row = await ctx.db.takeover.findUnique({ where: { id } });
  if (!row) throw notFound('Cette reprise');
  const input = planInputOf(row);
  const counts: Record<LineState, number> = { ready: 0, warning: 0, error: 0, already: 0, skipped: 0 };
  if (columnsRefusal(input.columns)) return { counts, total: 0, items: [] };
  const plans = await planLines(ctx.db, input, ctx.now);
  for (const { state } of plans) counts[state] += 1;
  const wanted = plans.filter(({ state }) => filters[filter].includes(state));
  return {
    counts,
    total: wanted.length,
    items: wanted.slice((page - 1) * limit, page * limit).map((plan) => shown(plan, input)),
  };
}

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });

function shown(plan: LinePlan, input: Parameters<typeof planLines>[1]) {
  const { facts, place, product, schools } = plan;
  return {
    line: plan.line,
    state: plan.state,
    authority: place?.name ?? facts.authority ?? facts.siren ?? facts.insee ?? '',
    authorityKnown: place !== null,
    places: plan.places.map(({ id, name, departmentCode, siren }) => ({ id, name, departmentCode, siren })),
    product: product?.name ?? null,
    products: plan.products.map(named),
    degree: plan.degree,
    reference: facts.reference,
    status: facts.course?.status ?? null,
    effectiveOn: facts.course?.effectiveOn ?? null,
    endsOn: facts.course ? (facts.course.terminatesOn ?? facts.course.endsOn) : null,
    schools: schools.length,
    uais: schools.map(({ uai }) => uai).slice(0, 200),
    project: plan.project,
    existing: plan.existing,
    findings: plan.findings.map((finding) => ({
      level: finding.level,
      text: findingSentence(plan.line, finding, input.columns, input.heads),
    })),
  };
}

export type PreviewPage = Awaited<ReturnType<typeof previewLines>>;
export type PreviewLine = PreviewPage['items'][number];

/** The report: what became of each line, with the convention that it made or found. */
export async function reportLines(ctx: Reader, { id }: { id: string }) {
  const lines = await ctx.db.takeoverLine.findMany({
    where: { takeoverId: id },
    orderBy: { line: 'asc' },
  });
  const conventions = await ctx.db.convention.findMany({
    where: { id: { in: lines.flatMap(({ conventionId }) => conventionId ?? []) } },
    select: {
      id: true,
      number: true,
      title: true,
      externalReference: true,
      authority: { select: { name: true } },
      scans: { where: { replacedAt: null }, select: { id: true } },
    },
  });
  const of = new Map(conventions.map(({ scans, ...one }) => [one.id, { ...one, scanned: scans.length > 0 }]));
  return lines.map(({ line, outcome, reasons, conventionId }) => ({
    line,
    outcome,
    reasons,
    convention: (conventionId && of.get(conventionId)) || null,
  }));
}

export type ReportLine = Awaited<ReturnType<typeof reportLines>>[number];

/** Scans that wait for a person, with the conventions that their name may mean, and those that may still be chosen. */
export async function waitingScans(ctx: Reader, { id }: { id: string }) {
  const waiting = await ctx.db.conventionScan.findMany({
    where: { takeoverId: id, conventionId: null, replacedAt: null },
    include: { file: { select: { name: true, size: true } } },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  });
  const conventions = await matchables(ctx.db, id);
  const taken = new Set(
    (
      await ctx.db.conventionScan.findMany({
        where: {
          conventionId: { in: conventions.map(({ conventionId }) => conventionId) },
          replacedAt: null,
        },
        select: { conventionId: true },
      })
    ).map(({ conventionId }) => conventionId),
  );
  return {
    scanned: taken.size,
    conventions: conventions
      .filter(({ conventionId }) => !taken.has(conventionId))
      .map(({ conventionId, number, authority, reference }) => ({
        id: conventionId,
        number,
        authority,
        reference,
      })),
    waiting: waiting.map(({ id: scanId, file }) => {
      const match = matchScan(file.name, conventions);
      return {
        id: scanId,
        name: file.name,
        size: file.size,
        why: whyWaiting(match, taken),
        candidates: match.kind === 'several' ? match.conventionIds.filter((one) => !taken.has(one)) : [],
      };
    }),
  };
}

export type WaitingScans = Awaited<ReturnType<typeof waitingScans>>;

function whyWaiting(match: Match, taken: ReadonlySet<string | null>): string {
  if (match.kind === 'none') return 'Rien dans le nom ne désigne une convention.';
  if (match.kind === 'several') return 'Le nom peut désigner plusieurs conventions.';
  return taken.has(match.conventionId)
    ? 'La convention que le nom désigne a déjà sa numérisation.'
    : 'À rattacher.';
}

/** What is known of a convention made elsewhere, beside the convention itself; null for one made here. */
export async function takenOverFacts(ctx: Reader, { id }: { id: string }) {
  const found = await ctx.db.takenOver.findUnique({
    where: { conventionId: id },
    include: {
      convention: {
        include: {
          deliberation: true,
          scans: {
            orderBy: { addedAt: 'desc' },
            include: { file: { select: { name: true, size: true, sha256: true, eliminatedAt: true } } },
          },
        },
      },
    },
  });
  if (!found) return null;
  const { convention } = found;
  const scans = convention.scans.map((scan) => ({
    id: scan.id,
    name: scan.file.name,
    size: scan.file.size,
    sha256: scan.file.sha256,
    eliminatedOn: scan.file.eliminatedAt ? civilDate(scan.file.eliminatedAt) : null,
    addedAt: scan.addedAt.toISOString(),
    addedByName: scan.addedByName,
    replacedOn: scan.replacedAt ? civilDate(scan.replacedAt) : null,
    replacedReason: scan.replacedReason,
  }));
  return {
    id,
    version: convention.version,
    status: convention.status,
    externalReference: convention.externalReference,
    statedAs: found.statedAs,
    allSchools: found.allSchools,
    note: found.note,
    signedOn: fromDbDate(found.signedOn),
    effectiveOn: fromDbDate(convention.effectiveOn),
    endsOn: fromDbDate(convention.endsOn),
    terminatesOn: fromDbDate(convention.terminatesOn),
    productId: convention.productId,
    deliberationNumber: convention.deliberation?.number ?? null,
    deliberationOn: fromDbDate(convention.deliberation?.sessionOn ?? null),
    scan: scans.find(({ replacedOn }) => replacedOn === null) ?? null,
    oldScans: scans.filter(({ replacedOn }) => replacedOn !== null),
    mayCorrect: ctx.ability.can('import', 'Convention'),
  };
}

export type TakenOverFacts = NonNullable<Awaited<ReturnType<typeof takenOverFacts>>>;

/** The products that a correction or a choice may name. */
export async function productChoices(ctx: Reader) {
  return ctx.db.product.findMany({
    where: { active: true },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}
