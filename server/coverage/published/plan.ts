import type { Cell } from '@/server/documents/table-file';
import { readDay } from '@/server/takeover/values';
import { normaliseDepartment } from '@/server/territory/insee';
import { searchable } from '@/server/territory/search';
import type { Degree } from '../domain';
import type { ColumnUse } from './columns';
import {
  changedFacts,
  type FigureFacts,
  identityOf,
  type PublishedScope,
  publishedScopeLabels,
} from './domain';
import { type FiguresTable, figureFacts } from './schema';

export type KnownFigure = { id: string; version: number; facts: FigureFacts };
export type KnownDepartment = { code: string; name: string; mine: boolean };

export type PlannedFigure = {
  /** Number of the line in the file, from 1. */
  line: number;
  /** « 78 · moins de 20 % ». */
  label: string;
  state: 'same' | 'new' | 'correction' | 'error';
  /** What becomes of it, or why it is refused, in French. */
  said: string;
  facts: FigureFacts | null;
  /** The figure that it would correct, or equals. */
  known: { id: string; version: number } | null;
};

export type FiguresPlan = { lines: PlannedFigure[]; counts: Record<PlannedFigure['state'], number> };

const factWords: Record<keyof FigureFacts, string> = {
  departmentCode: 'département',
  degree: 'degré',
  year: 'année',
  asOf: 'date de l’état',
  band: 'tranche',
  numerator: 'nombre compté',
  denominator: 'dénominateur',
  scopeKind: 'ce qui est compté',
  scope: 'périmètre',
  source: 'source',
  sourceUrl: 'adresse de la source',
  publishedOn: 'date de publication',
};

/**
 * What a table would make of the figures that are known. Nothing is guessed: a line that cannot be read is
 * refused with its reason, and then nothing at all is written. A line that says again what is known changes
 * nothing; one that says something else is a correction, never a silent one.
 */
export function planFigures(
  { rows, columns, common }: Pick<FiguresTable, 'rows' | 'columns' | 'common'>,
  known: readonly KnownFigure[],
  departments: readonly KnownDepartment[],
  today: string,
): FiguresPlan {
  const byIdentity = new Map(known.map((one) => [identityOf(one.facts), one]));
  const byCode = new Map(departments.map((one) => [one.code, one]));
  const byName = new Map(departments.map((one) => [searchable(one.name), one]));
  const seen = new Map<string, number>();
  const lines = rows.map(({ line, cells }): PlannedFigure => {
    const cell = (use: ColumnUse) => {
      const at = columns.indexOf(use);
      return at < 0 ? '' : (cells[at] ?? '').trim();
    };
    const named = cell('department');
    const label = [named, cell('band')].filter(Boolean).join(' · ') || '–';
    const refuse = (said: string): PlannedFigure => ({
      line,
      label,
      state: 'error',
      said,
      facts: null,
      known: null,
    });
    if (named === '') return refuse('Le département manque.');
    const department = byName.get(searchable(named)) ?? byCode.get(normaliseDepartment(named) ?? '');
    if (!department) return refuse(`«\u00a0${named.slice(0, 40)}\u00a0» n’est pas un département connu.`);
    if (!department.mine)
      return refuse(`${department.name} (${department.code}) n’est pas un département de votre académie.`);
    const read = readLine(cell, department.code, common);
    if (typeof read === 'string') return refuse(read);
    const checked = figureFacts.safeParse(read);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      const key = String(issue?.path[0] ?? '') as keyof FigureFacts;
      return refuse(`${capitalised(factWords[key] ?? 'ligne')}\u00a0: ${issue?.message ?? 'illisible'}`);
    }
    const facts = completed(checked.data);
    const future = futureRefusal(facts, today);
    if (future) return refuse(Object.values(future)[0] ?? '');
    const identity = identityOf(facts);
    const before = seen.get(identity);
    if (before !== undefined)
      return refuse(`Ce chiffre (même département, même année, même source) est déjà à la ligne ${before}.`);
    seen.set(identity, line);
    const twin = byIdentity.get(identity);
    const found = { line, label: `${department.code} · ${facts.band}`, facts };
    if (!twin)
      return {
        ...found,
        state: 'new',
        said: `Nouveau chiffre pour ${department.name}, ${facts.year}.`,
        known: null,
      };
    // What the file does not say at all stays as it is known.
    const kept: FigureFacts = {
      ...facts,
      scope: cell('scope') === '' ? twin.facts.scope : facts.scope,
      denominator: columns.includes('denominator') ? facts.denominator : twin.facts.denominator,
      sourceUrl: facts.sourceUrl ?? twin.facts.sourceUrl,
      publishedOn: facts.publishedOn ?? twin.facts.publishedOn,
    };
    const changed = changedFacts(twin.facts, kept);
    return {
      ...found,
      facts: kept,
      state: changed.length === 0 ? 'same' : 'correction',
      said:
        changed.length === 0
          ? 'Déjà connu, rien ne change.'
          : `Corrige un chiffre connu\u00a0: ${changed
              .map((key) => `${factWords[key]}, ${shown(twin.facts[key])} devient ${shown(kept[key])}`)
              .join('\u00a0; ')}.`,
      known: { id: twin.id, version: twin.version },
    };
  });
  const count = (state: PlannedFigure['state']) => lines.filter((one) => one.state === state).length;
  return {
    lines,
    counts: {
      same: count('same'),
      new: count('new'),
      correction: count('correction'),
      error: count('error'),
    },
  };
}

/** The scope in words, when none were given: those of its kind. */
export const completed = <Facts extends FigureFacts>(facts: Facts): Facts => ({
  ...facts,
  scope: facts.scope || publishedScopeLabels[facts.scopeKind],
});

/** What a day that is still to come refuses. */
export function futureRefusal(facts: FigureFacts, today: string): Record<string, string> | null {
  if (facts.year > Number(today.slice(0, 4))) return { year: 'Cette année n’a pas commencé.' };
  if (facts.asOf && facts.asOf > today) return { asOf: 'L’état décrit ne peut pas être à venir.' };
  if (facts.publishedOn && facts.publishedOn > today)
    return { publishedOn: 'La date de publication ne peut pas être à venir.' };
  return null;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const shown = (value: string | number | null) =>
  value === null || value === '' ? 'vide' : `«\u00a0${value}\u00a0»`;

type Reader = (use: ColumnUse) => string;

function readLine(
  cell: Reader,
  departmentCode: string,
  common: FiguresTable['common'],
): FigureFacts | string {
  const degree = readDegree(cell('degree'), common.degree);
  if (degree === null)
    return `«\u00a0${cell('degree')}\u00a0» n’est pas un degré\u00a0: écrivez «\u00a0premier\u00a0» ou «\u00a0second\u00a0».`;
  const asOf = dayOf(cell('asOf'));
  if ('refusal' in asOf) return asOf.refusal;
  const publishedOn = dayOf(cell('publishedOn'));
  if ('refusal' in publishedOn) return publishedOn.refusal;
  const year = readYear(cell('year'), asOf.day, common.year);
  if (year === null)
    return `«\u00a0${cell('year')}\u00a0» n’est pas une année\u00a0: écrivez-la en quatre chiffres.`;
  const numerator = readCount(cell('numerator'));
  if (numerator === null)
    return cell('numerator') === ''
      ? 'Le nombre compté manque.'
      : `«\u00a0${cell('numerator').slice(0, 40)}\u00a0» n’est pas un nombre entier.`;
  const written = cell('denominator');
  const denominator = SILENT.test(searchable(written)) ? null : readCount(written);
  if (denominator === null && !SILENT.test(searchable(written)))
    return `Dénominateur\u00a0: «\u00a0${written.slice(0, 40)}\u00a0» n’est pas un nombre entier.`;
  const scope = cell('scope');
  return {
    departmentCode,
    degree,
    year,
    asOf: asOf.day,
    band: cell('band').replace(/\s+/g, ' '),
    numerator,
    denominator,
    scopeKind: scope === '' ? common.scopeKind : scopeOf(scope),
    scope,
    source: cell('source') || common.source,
    sourceUrl: cell('sourceUrl') || common.sourceUrl,
    publishedOn: publishedOn.day ?? common.publishedOn,
  };
}

/** Words for « not published ». */
const SILENT = /^(|nc|nd|non publie|inconnu|non communique|non precise|n a)$/;

function dayOf(text: string): { day: string | null } | { refusal: string } {
  const read = readDay(text as Cell);
  return read ?? { day: null };
}

function readDegree(text: string, common: Degree): Degree | null {
  const plain = searchable(text);
  if (plain === '') return common;
  if (/^(1|1er|1d|premier|primaire|primary)( degre)?$/.test(plain)) return 'primary';
  if (/^(2|2d|2nd|2e|second|secondaire|secondary)( degre)?$/.test(plain)) return 'secondary';
  return null;
}

function readYear(text: string, asOf: string | null, common: number | null): number | null {
  if (/^\d{4}([,.]0+)?$/.test(text)) return Number.parseInt(text, 10);
  if (text !== '') return null;
  return asOf ? Number(asOf.slice(0, 4)) : common;
}

/** A whole number as people and spreadsheets write it: « 1 024 », « 772 », « 772,0 ». */
function readCount(text: string): number | null {
  const digits = text.replace(/[\s\u00a0\u202f]/g, '').replace(/[,.]0+$/, '');
  return /^\d{1,8}$/.test(digits) ? Number(digits) : null;
}

/** What the words of a scope count; words that say none of the three leave it unsaid. */
export function scopeOf(text: string): PublishedScope {
  const plain = searchable(text);
  const kinds = Object.keys(publishedScopeLabels) as PublishedScope[];
  const own = kinds.find((kind) => searchable(publishedScopeLabels[kind]) === plain);
  if (own) return own;
  if (/\beleves?\b/.test(plain)) return 'pupils';
  if (/\bprive/.test(plain) || /\btou(s|tes)\b/.test(plain)) return 'all';
  if (/\bpubli(c|cs|que|ques)\b/.test(plain)) return 'public';
  return 'unknown';
}
