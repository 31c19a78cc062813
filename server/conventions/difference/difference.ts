import type {
  ContentAnnex,
  ContentArticle,
  ContentParty,
  ContentRaci,
  ContentSchool,
  ConventionContent,
} from '@/server/documents/content';
import { type LineChange, lineChanges, sameLines } from './lines';
import { type EntryChange, listChanges, sameList } from './lists';

/** A variable of the template with what it printed; null while it was empty. */
export type ComparedVariable = { key: string; label: string; text: string | null };

/** What is compared: a whole text, and the values that were filled into it. */
export type ComparedText = { content: ConventionContent; variables: ComparedVariable[] };

export type ValueChange<V = string | null> = { before: V; after: V };

/** The fields of a record that differ. */
export type FieldChanges<T> = { [K in keyof T]?: ValueChange<T[K]> };

export type ArticleChange = {
  number: ValueChange<number>;
  title: LineChange[];
  body: LineChange[];
};
export type AnnexChange = { title: LineChange[]; body: LineChange[] };
export type PartyChange = {
  presentation: LineChange[];
  fields: FieldChanges<Omit<ContentParty, 'presentation'>>;
};

/** One cell of the matrix, in words that a reader finds again. */
export type RaciCellChange = {
  activity: number;
  label: string;
  actor: string;
  actorKey: string;
  before: string;
  after: string;
};
export type RaciChange =
  | { kind: 'same' }
  /** The same activities and actors: only letters differ. */
  | { kind: 'cells'; cells: RaciCellChange[] }
  /** Activities, actors or legend differ, or one text has no matrix; `cells` are those found in both. */
  | { kind: 'replaced'; before: ContentRaci | null; after: ContentRaci | null; cells: RaciCellChange[] };

/** What a version is by nature, and what no reader looks for as a change. */
const marks = [
  'kind',
  'layout',
  'number',
  'version',
  'draft',
  'composedOn',
  'verificationUrl',
  // What the matrix says is compared; under which number it was frozen is a mark.
  'raciVersion',
] as const;
const facts = [
  'nature',
  'shape',
  'title',
  'degree',
  'academyName',
  'authorityName',
  'demonstration',
] as const;
type Marks = Pick<ConventionContent, (typeof marks)[number]>;
type Facts = Pick<ConventionContent, (typeof facts)[number]>;

/** Keys that neither a mark nor a fact holds are the parts compared below; the compiler counts them. */
/** What a reading on a day or the convention of an avenant says is the same for every version of one text. */
type Parts = Omit<ConventionContent, keyof Marks | keyof Facts | 'amends' | 'consolidated'>;

/** How one text became another. Applied to the first (`apply.ts`), it gives the second, to the letter. */
export type ConventionDifference = {
  marks: FieldChanges<Marks>;
  facts: FieldChanges<Facts>;
  parties: EntryChange<ContentParty, PartyChange>[];
  visas: LineChange[];
  preamble: LineChange[];
  articles: EntryChange<ContentArticle, ArticleChange>[];
  schools: EntryChange<ContentSchool, FieldChanges<ContentSchool>>[];
  raci: RaciChange;
  annexes: EntryChange<ContentAnnex, AnnexChange>[];
  variables: EntryChange<ComparedVariable, FieldChanges<ComparedVariable>>[];
} & Record<keyof Parts, unknown>;

/** Equal as data, whatever the order in which a store gives their keys back. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}

/** The fields among `keys` that differ between two records. */
function fieldChanges<T extends object, K extends keyof T>(
  a: T,
  b: T,
  keys: readonly K[],
): FieldChanges<Pick<T, K>> {
  const changes: FieldChanges<Pick<T, K>> = {};
  for (const key of keys) if (!equal(a[key], b[key])) changes[key] = { before: a[key], after: b[key] };
  return changes;
}

const none = (changes: object) => Object.keys(changes).length === 0;

export const partyKey = (party: ContentParty) => party.side;
export const articleKey = (article: ContentArticle) => article.key;
export const schoolKey = (school: ContentSchool) => school.uai;
export const annexKey = (annex: ContentAnnex) => annex.code;
export const variableKey = (variable: ComparedVariable) => variable.key;

function articleChange(a: ContentArticle, b: ContentArticle): ArticleChange | null {
  if (a.number === b.number && a.title === b.title && a.body === b.body) return null;
  return {
    number: { before: a.number, after: b.number },
    title: lineChanges(a.title, b.title),
    body: lineChanges(a.body, b.body),
  };
}

function annexChange(a: ContentAnnex, b: ContentAnnex): AnnexChange | null {
  if (a.title === b.title && a.body === b.body) return null;
  return { title: lineChanges(a.title, b.title), body: lineChanges(a.body, b.body) };
}

function partyChange(a: ContentParty, b: ContentParty): PartyChange | null {
  const keys = ['side', 'name', 'signatoryQuality', 'signatoryName', 'delegation'] as const;
  const fields = fieldChanges(a, b, keys);
  if (none(fields) && a.presentation === b.presentation) return null;
  return { presentation: lineChanges(a.presentation, b.presentation), fields };
}

const schoolFields = ['uai', 'name', 'commune', 'nature', 'sector', 'entryOn'] as const;
const variableFields = ['key', 'label', 'text'] as const;

/** The matrix without its letters: what must be the same for cells to be compared one by one. */
const frameOf = (raci: ContentRaci) => ({
  actors: raci.actors,
  legend: raci.legend,
  phases: raci.phases.map((phase) => ({
    label: phase.label,
    activities: phase.activities.map(({ number, label, cells }) => ({
      number,
      label,
      keys: Object.keys(cells).sort(),
    })),
  })),
});

function cellChanges(a: ContentRaci, b: ContentRaci): RaciCellChange[] {
  const rows = (raci: ContentRaci) => raci.phases.flatMap(({ activities }) => activities);
  const old = new Map(rows(a).map((row) => [row.number, row]));
  const names = new Map([...a.actors, ...b.actors].map(({ key, label }) => [key, label]));
  return rows(b).flatMap((row) => {
    const was = old.get(row.number);
    if (!was) return [];
    const keys = new Set([...names.keys(), ...Object.keys(was.cells), ...Object.keys(row.cells)]);
    return [...keys].flatMap((actorKey): RaciCellChange[] => {
      const before = was.cells[actorKey] ?? '';
      const after = row.cells[actorKey] ?? '';
      if (before === after) return [];
      const actor = names.get(actorKey) ?? actorKey;
      return [{ activity: row.number, label: row.label, actor, actorKey, before, after }];
    });
  });
}

function raciChange(a: ContentRaci | null, b: ContentRaci | null): RaciChange {
  if (equal(a, b)) return { kind: 'same' };
  const cells = a && b ? cellChanges(a, b) : [];
  const numbers = (raci: ContentRaci) =>
    raci.phases.flatMap(({ activities }) => activities.map(({ number }) => number));
  const comparable =
    a !== null &&
    b !== null &&
    equal(frameOf(a), frameOf(b)) &&
    new Set(numbers(b)).size === numbers(b).length;
  return comparable ? { kind: 'cells', cells } : { kind: 'replaced', before: a, after: b, cells };
}

/** An empty list has no line, one empty visa has one. */
export const visaLines = (visas: readonly string[]) => (visas.length === 0 ? null : visas.join('\n'));

/**
 * How text A became text B: articles by key, schools by UAI, parties by side, annexes by code, variables by
 * key, paragraphs and words within. Pure.
 */
export function difference(a: ComparedText, b: ComparedText): ConventionDifference {
  const [x, y] = [a.content, b.content];
  return {
    marks: fieldChanges(x, y, marks),
    facts: fieldChanges(x, y, facts),
    parties: listChanges(x.parties, y.parties, partyKey, partyChange),
    visas: lineChanges(visaLines(x.visas), visaLines(y.visas)),
    preamble: lineChanges(x.preamble, y.preamble),
    articles: listChanges(x.articles, y.articles, articleKey, articleChange),
    schools: listChanges(x.schools, y.schools, schoolKey, (one, other) => {
      const changes = fieldChanges(one, other, schoolFields);
      return none(changes) ? null : changes;
    }),
    raci: raciChange(x.raci, y.raci),
    annexes: listChanges(x.annexes, y.annexes, annexKey, annexChange),
    variables: listChanges(a.variables, b.variables, variableKey, (one, other) => {
      const changes = fieldChanges(one, other, variableFields);
      return none(changes) ? null : changes;
    }),
  };
}

/** True when both texts say the same; the marks of a version (its number, its date, « PROJET ») do not count. */
export function isEmpty(found: ConventionDifference): boolean {
  return (
    none(found.facts) &&
    [found.parties, found.articles, found.schools, found.annexes, found.variables].every((list) =>
      sameList(list as readonly EntryChange<unknown, unknown>[]),
    ) &&
    sameLines(found.visas) &&
    sameLines(found.preamble) &&
    found.raci.kind === 'same'
  );
}
