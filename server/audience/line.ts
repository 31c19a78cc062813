import { CHECK_LETTERS, checkUai } from '@/server/territory/uai';
import { type CountField, countFields, type Field, fieldLabels } from './fields';
import type { DateFormat, DurationUnit } from './schema';

/** The first week that the measure covers is that of 2 September 2019; nothing is measured before. */
export const FIRST_WEEK = '2019-08-26';

const MOST_INT = 2_147_483_647;
const SECONDS: Record<DurationUnit, number> = { second: 1, minute: 60, hour: 3600 };

const iso = (year: string, month: string, day: string) => `${year}-${month}-${day}`;
const shapes: Record<Exclude<DateFormat, 'auto'>, { pattern: RegExp; read: (m: string[]) => string }> = {
  iso: {
    pattern: /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?)?$/,
    read: ([, y = '', m = '', d = '']) => iso(y, m, d),
  },
  french: {
    pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
    read: ([, d = '', m = '', y = '']) => iso(y, m.padStart(2, '0'), d.padStart(2, '0')),
  },
  american: {
    pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
    read: ([, m = '', d = '', y = '']) => iso(y, m.padStart(2, '0'), d.padStart(2, '0')),
  },
  compact: {
    pattern: /^(\d{4})(\d{2})(\d{2})$/,
    read: ([, y = '', m = '', d = '']) => iso(y, m, d),
  },
};

/** A week that was read: its Monday, or why not. */
export type WeekVerdict = { week: string } | { refusal: string };

/** Reads the cell of a week under a format; `last` is the latest Monday that may have been measured. */
export function readWeek(cell: string, format: DateFormat, last: string): WeekVerdict {
  const text = cell.trim();
  if (text === '') return { refusal: 'La semaine manque.' };
  const tried = format === 'auto' ? (['iso', 'french'] as const) : ([format] as const);
  let read: string | null = null;
  for (const one of tried) {
    const match = shapes[one].pattern.exec(text);
    if (match) read = shapes[one].read(match);
  }
  const said = `«\u00a0${text.slice(0, 30)}\u00a0»`;
  if (read === null)
    return {
      refusal: `${said} n’est pas une date écrite ${format === 'auto' ? 'AAAA-MM-JJ ou JJ/MM/AAAA' : 'comme annoncé'}\u00a0: changez l’écriture des dates si tout le fichier est ainsi.`,
    };
  const at = new Date(`${read}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== read)
    return { refusal: `${said} n’est pas une date du calendrier.` };
  if (at.getUTCDay() !== 1)
    return { refusal: `${said} n’est pas un lundi\u00a0: une semaine commence un lundi.` };
  if (read < FIRST_WEEK)
    return { refusal: `${said}\u00a0: la mesure d’audience commence le 2 septembre 2019.` };
  if (read > last) return { refusal: `${said}\u00a0: cette semaine n’a pas encore commencé.` };
  return { week: read };
}

/** A count that was read: a number, NaN for an empty cell, or -1 when it is no count. */
export function readCount(cell: string): number {
  if (cell === '') return Number.NaN;
  let value = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const digit = cell.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return readOdd(cell);
    value = value * 10 + digit;
  }
  return value > Number.MAX_SAFE_INTEGER ? -1 : value;
}

/** « 1 234 », « 12.0 », « 1234,5 »: what spreadsheets make of counts. Decimals are kept, for durations. */
function readOdd(cell: string): number {
  const text = cell.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (text === '') return Number.NaN;
  return /^\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : -1;
}

/** What a line says, or why it is refused; its counts are the `values` of the reader. */
export type LineVerdict =
  | { refusal: string; uai: string }
  | {
      week: string;
      uai: string;
      warnings: readonly string[];
      /** The letter of the UAI is the one that its digits ask for. */
      letterHolds: boolean;
    };

/** The letter that the first seven characters ask for, without a pattern: a whole country comes through here. */
function letterOf(text: string): string | null {
  let number = 0;
  for (let at = 0; at < 7; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return CHECK_LETTERS[number % CHECK_LETTERS.length] ?? null;
}

const NO_WARNING: readonly string[] = [];

/** Reads the lines of one file: cells come in the order of `mapped`. */
export class LineReader {
  private readonly weeks = new Map<string, WeekVerdict>();
  private readonly counts: readonly CountField[];
  /** Position among the counts of visits and of users of the same profile. */
  private readonly pairs: readonly (readonly [number, number])[];
  /** Counts of the line that was read last, in the order of the mapped fields; NaN for an empty cell. */
  readonly values: Float64Array;
  private readonly durations: readonly boolean[];
  private readonly factor: number;

  constructor(
    /** Week, UAI, then counts. */
    mapped: readonly Field[],
    private readonly format: DateFormat,
    unit: DurationUnit,
    private readonly lastWeek: string,
  ) {
    this.counts = mapped.slice(2) as CountField[];
    this.values = new Float64Array(this.counts.length);
    this.durations = this.counts.map((field) => field.startsWith('duration'));
    this.factor = SECONDS[unit];
    this.pairs = this.counts.flatMap((field, index) => {
      if (!field.startsWith('visits')) return [];
      const users = this.counts.indexOf(field.replace('visits', 'users') as CountField);
      return users < 0 ? [] : [[index, users] as const];
    });
  }

  read(cells: readonly string[]): LineVerdict {
    const cell = cells[1] as string;
    const sound = cell.length === 8 && letterOf(cell) === cell[7];
    const uai = sound ? cell : checkUai(cell).uai.slice(0, 20);
    let verdict = this.weeks.get(cells[0] as string);
    if (!verdict) {
      verdict = readWeek(cells[0] as string, this.format, this.lastWeek);
      // Junk must not fill memory.
      if (this.weeks.size < 5000) this.weeks.set(cells[0] as string, verdict);
    }
    if ('refusal' in verdict) return { refusal: verdict.refusal, uai };
    const check = sound ? null : checkUai(uai);
    if (check?.ok === false && check.code === 'uai_shape')
      return { refusal: uai === '' ? 'L’UAI manque.' : check.message, uai };
    let warnings = NO_WARNING;
    for (let index = 0; index < this.values.length; index += 1) {
      let value = readCount(cells[index + 2] as string);
      if (this.durations[index]) {
        if (this.factor !== 1 || value % 1 !== 0) value = value < 0 ? value : Math.round(value * this.factor);
      } else if (value > MOST_INT || value % 1 > 0) value = -1;
      if (value < 0) return { refusal: this.countRefusal(index, cells[index + 2] as string), uai };
      this.values[index] = value;
    }
    if (check?.ok === false) warnings = [check.message];
    for (const [visits, users] of this.pairs) {
      const [v = 0, u = 0] = [this.values[visits], this.values[users]];
      // False whenever one of the two is empty.
      if (u > v)
        warnings = [
          ...warnings,
          `${fieldLabels[this.counts[users] as CountField]}\u00a0: plus d’utilisateurs (${u}) que de visites (${v}).`,
        ];
    }
    return { week: verdict.week, uai, warnings, letterHolds: check?.ok !== false };
  }

  private countRefusal(index: number, cell: string): string {
    const kind = this.durations[index] ? 'positif' : 'entier positif';
    return `${fieldLabels[this.counts[index] as CountField]}\u00a0: «\u00a0${cell.trim().slice(0, 30)}\u00a0» n’est pas un nombre ${kind}.`;
  }
}

/** The counts of AudienceWeek that a reading fills, in their order. */
export const mappedCounts = (columns: readonly string[]) =>
  countFields.filter((field) => columns.includes(field));
