import { civilDate, fromDbDate } from '../clock';
import { onceSignedStatuses } from '../conventions/facts';
import type { Db, Tx } from '../db';
import type { SheetRow } from '../documents/table-file';
import type { Course, Finding } from './course';
import { headKey, type TakeoverField } from './fields';
import { type LineFacts, readLine } from './line';
import { degreeOf, type SchoolLine, schoolBook, schoolsOf } from './perimeter';
import { type Place, placeBook, placeOf } from './places';
import { type ProductChoice, productOf } from './products';

/** What a person decided on a line of the preview. */
export type LineChoice = { authorityId?: string; productId?: string; skip?: boolean };

export type LineState = 'ready' | 'warning' | 'error' | 'already' | 'skipped';

/** What one line would become. Everything the work needs is in here; nothing is guessed later. */
export type LinePlan = {
  line: number;
  state: LineState;
  facts: LineFacts;
  place: Place | null;
  places: Place[];
  product: ProductChoice | null;
  products: ProductChoice[];
  degree: 'primary' | 'secondary' | null;
  schools: SchoolLine[];
  project: { id: string; name: string } | null;
  existing: { id: string; number: string } | null;
  findings: Finding[];
};

export type PlanInput = {
  academyCode: string;
  heads: readonly string[];
  columns: readonly (TakeoverField | '')[];
  rows: readonly SheetRow[];
  choices: Readonly<Record<string, LineChoice>>;
};

type Known = {
  authorityId: string;
  degree: string;
  reference: string | null;
  effectiveOn: string | null;
  productId: string | null;
};

const plain = (reference: string | null) => (reference ? headKey(reference).replaceAll(' ', '') : '');

/**
 * Two lines, or a line and a row, that are the same convention: same collectivité and degree, and the same own
 * number; without a number on either side, the same day of effect and no other product.
 */
export function sameConvention(a: Known, b: Known): boolean {
  if (a.authorityId !== b.authorityId || a.degree !== b.degree) return false;
  if (a.reference && b.reference) return plain(a.reference) === plain(b.reference);
  if (a.productId && b.productId && a.productId !== b.productId) return false;
  return a.effectiveOn !== null && a.effectiveOn === b.effectiveOn;
}

/** Conventions that these collectivités already have here. */
async function knownConventions(db: Db | Tx, academyCode: string, authorityIds: readonly string[]) {
  const rows = await db.convention.findMany({
    where: { academyCode, authorityId: { in: [...authorityIds] }, kind: 'convention' },
    select: {
      id: true,
      number: true,
      origin: true,
      status: true,
      authorityId: true,
      degree: true,
      externalReference: true,
      effectiveOn: true,
      endsOn: true,
      terminatesOn: true,
      productId: true,
    },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ externalReference, effectiveOn, endsOn, terminatesOn, ...row }) => ({
    ...row,
    reference: externalReference,
    effectiveOn: fromDbDate(effectiveOn),
    lastDay: fromDbDate(terminatesOn) ?? fromDbDate(endsOn),
  }));
}

/** Reads every line and says what each would become, on that day. A dozen queries, whatever the number of lines. */
export async function planLines(db: Db | Tx, input: PlanInput, now: Date): Promise<LinePlan[]> {
  const { academyCode, choices } = input;
  const today = civilDate(now);
  const read = input.rows.map((row) => readLine(row, input.columns, input.heads, today));
  const chosenIds = Object.values(choices).flatMap(({ authorityId }) => (authorityId ? [authorityId] : []));
  const book = await placeBook(db, academyCode, read, chosenIds);
  const placed = read.map((facts) => ({ facts, ...placeOf(facts, book, choices[facts.line]?.authorityId) }));
  const schools = await schoolBook(
    db,
    academyCode,
    [...new Set(read.flatMap(({ uais }) => uais))],
    placed.flatMap(({ facts, place }) => (facts.allSchools && place ? [place] : [])),
  );
  const catalogue = await db.product.findMany({
    where: { active: true },
    select: { id: true, name: true, kind: true, degrees: true },
    orderBy: { name: 'asc' },
  });
  const authorityIds = [...new Set(placed.flatMap(({ place }) => (place ? [place.id] : [])))];
  const known = await knownConventions(db, academyCode, authorityIds);
  const projects = await db.project.findMany({
    where: { academyCode, carrierId: { in: authorityIds }, closedAt: null },
    select: { id: true, name: true, carrierId: true, degree: true, productId: true },
    orderBy: { createdAt: 'asc' },
  });
  const seen: (Known & { line: number })[] = [];
  return placed.map(({ facts, place, candidates, findings: ofPlace }) => {
    const degree = degreeOf(facts, place, schools);
    const product = productOf(facts.product, catalogue, degree, choices[facts.line]?.productId);
    const perimeter = schoolsOf(facts, place, degree, academyCode, schools);
    const findings = [...facts.findings, ...ofPlace, ...product.findings, ...perimeter.findings];
    if (!degree)
      findings.push({
        level: 'error',
        field: 'degree',
        message: 'Le degré manque : indiquez premier ou second degré.',
      });
    else if (!facts.degree && place)
      findings.push({
        level: 'warning',
        field: 'degree',
        message: `Le degré n’est pas indiqué : ${degree === 'primary' ? 'premier' : 'second'} degré est retenu.`,
      });
    const open = projects.filter(({ carrierId, degree: its }) => carrierId === place?.id && its === degree);
    const project = open.find(({ productId }) => productId === product.product?.id) ?? open[0] ?? null;
    let existing: LinePlan['existing'] = null;
    const self = identityOf(facts, place, degree, product.product);
    if (self) {
      const before = known.find((one) => one.origin === 'taken_over' && sameConvention(one, self));
      existing = before ? { id: before.id, number: before.number } : null;
      const twin = seen.find((one) => sameConvention(one, self));
      if (twin && !existing)
        findings.push({
          level: 'error',
          field: null,
          message: `Même convention que la ligne ${twin.line} : une seule est reprise.`,
        });
      else seen.push({ ...self, line: facts.line });
      const over = facts.course && overlap(known, self, facts.course);
      if (over && !existing)
        findings.push({
          level: 'warning',
          field: null,
          message: `La convention ${over.number} de l’application couvre déjà une partie de cette période.`,
        });
    }
    const faulty = findings.some(({ level }) => level === 'error');
    return {
      line: facts.line,
      state: choices[facts.line]?.skip
        ? 'skipped'
        : existing
          ? 'already'
          : faulty
            ? 'error'
            : findings.length > 0
              ? 'warning'
              : 'ready',
      facts,
      place,
      places: candidates,
      product: product.product,
      products: product.candidates,
      degree,
      schools: perimeter.schools,
      project: project && { id: project.id, name: project.name },
      existing,
      findings,
    };
  });
}

/** The convention taken over that this line would double, as it stands now. */
export async function alreadyHere(
  tx: Tx,
  academyCode: string,
  plan: LinePlan,
): Promise<{ id: string; number: string } | null> {
  const self = identityOf(plan.facts, plan.place, plan.degree, plan.product);
  if (!self) return null;
  const known = await knownConventions(tx, academyCode, [self.authorityId]);
  return known.find((one) => one.origin === 'taken_over' && sameConvention(one, self)) ?? null;
}

function identityOf(
  facts: LineFacts,
  place: Place | null,
  degree: LinePlan['degree'],
  product: ProductChoice | null,
): Known | null {
  return (
    place &&
    degree && {
      authorityId: place.id,
      degree,
      reference: facts.reference,
      effectiveOn: facts.course?.effectiveOn ?? null,
      productId: product?.id ?? null,
    }
  );
}

/** A convention made here that runs at the same time for the same collectivité and degree. */
function overlap(known: Awaited<ReturnType<typeof knownConventions>>, self: Known, course: Course) {
  const last = course.terminatesOn ?? course.endsOn;
  return known.find(
    (one) =>
      one.origin === 'application' &&
      (onceSignedStatuses as readonly string[]).includes(one.status) &&
      one.authorityId === self.authorityId &&
      one.degree === self.degree &&
      one.effectiveOn !== null &&
      (last === null || one.effectiveOn <= last) &&
      (one.lastDay === null || one.lastDay >= course.effectiveOn),
  );
}

/** « Ligne 12, colonne « Date de fin » : … », with the head as the spreadsheet writes it. */
export function findingSentence(
  line: number,
  finding: Finding,
  columns: readonly (TakeoverField | '')[],
  heads: readonly string[],
): string {
  const at = finding.field ? columns.indexOf(finding.field) : -1;
  const head = at < 0 ? null : heads[at];
  return `Ligne ${line}${head ? `, colonne « ${head} »` : ''} : ${finding.message}`;
}
