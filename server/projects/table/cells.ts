import { isIsoDate, typedMonths } from '@/server/calendar';
import { cleanLine } from '@/server/text';

/**
 * Cells of the table of projects. A value is kept as text whatever its type: '' is empty, a day is yyyy-mm-dd,
 * a number has a point, a choice is its identifier, a ticked box is « true ». What people type, paste and copy
 * is the French writing of it.
 */
export const columnTypes = ['text', 'number', 'date', 'choice', 'checkbox'] as const;
export type ColumnType = (typeof columnTypes)[number];

export const columnTypeLabels: Record<ColumnType, string> = {
  text: 'Texte',
  number: 'Nombre',
  date: 'Date',
  choice: 'Liste de choix',
  checkbox: 'Case à cocher',
};

export type CellChoice = { id: string; label: string };

export type TableColumn = {
  /** `phase`, `endsOn`… or `own:<id>` for a column of the académie. */
  key: string;
  label: string;
  type: ColumnType;
  editable: boolean;
  /** May not be emptied. */
  required?: boolean;
  choices?: readonly CellChoice[];
  /** In characters, for text. */
  max?: number;
  /** In px, before the person changes it. */
  width: number;
};

export type Parsed = { value: string } | { refusal: string };

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** « 22/11/2026 », « 2026-11-22 », « 22.11.26 », « 22 novembre 2026 » as yyyy-mm-dd, or null. */
export function readDay(text: string): string | null {
  const typed = folded(text);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(typed);
  const words = /^(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})$/.exec(typed);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : french
      ? [french[3]?.length === 2 ? `20${french[3]}` : french[3], french[2], french[1]]
      : words
        ? [words[3], String(typedMonths.indexOf(words[2] ?? '') + 1), words[1]]
        : [];
  if (!year || !month || !day) return null;
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(found) ? found : null;
}

/** « 1 250,5 » as « 1250.5 », or null. */
export function readNumber(text: string): string | null {
  const typed = text
    .replace(/\s/g, '')
    .replace(',', '.')
    .replace(/^\u2212/, '-');
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(typed)) return null;
  return String(Number(typed));
}

const yes = new Set(['oui', 'x', 'vrai', 'true', '1', '✓', '✔', 'o']);
const no = new Set(['non', 'faux', 'false', '0', 'n']);
const shownChoices = 6;

/** What a person typed or pasted, as the cell keeps it, or why it cannot be kept. */
export function parseCell(column: TableColumn, typed: string): Parsed {
  if (!column.editable) return { refusal: `La colonne «\u00a0${column.label}\u00a0» ne se modifie pas ici.` };
  const text = typed.trim();
  if (text === '')
    return column.required
      ? { refusal: `La colonne «\u00a0${column.label}\u00a0» ne peut pas être vide.` }
      : { value: '' };
  switch (column.type) {
    case 'text': {
      const line = cleanLine({ max: column.max ?? 300 }).safeParse(text.replace(/\s*[\r\n\t]+\s*/g, ' '));
      return line.success
        ? { value: line.data }
        : { refusal: line.error.issues[0]?.message ?? 'Ce texte ne peut pas être gardé.' };
    }
    case 'number': {
      const number = readNumber(text);
      return number === null ? { refusal: `«\u00a0${text}\u00a0» n’est pas un nombre.` } : { value: number };
    }
    case 'date': {
      const day = readDay(text);
      return day === null
        ? { refusal: `«\u00a0${text}\u00a0» n’est pas une date (JJ/MM/AAAA).` }
        : { value: day };
    }
    case 'checkbox': {
      const word = folded(text);
      if (yes.has(word)) return { value: 'true' };
      if (no.has(word)) return { value: '' };
      return { refusal: `«\u00a0${text}\u00a0»\u00a0: écrivez oui ou non.` };
    }
    case 'choice':
      return parseChoice(column, text);
  }
}

function parseChoice({ choices = [], label }: TableColumn, text: string): Parsed {
  const choice =
    choices.find((one) => one.id === text) ?? choices.find((one) => folded(one.label) === folded(text));
  if (choice) return { value: choice.id };
  const some = choices.slice(0, shownChoices).map((one) => one.label);
  const rest = choices.length > shownChoices ? '…' : '';
  return {
    refusal: `«\u00a0${text}\u00a0» n’est pas un choix de la colonne «\u00a0${label}\u00a0» (${some.join(', ')}${rest}).`,
  };
}

/** A kept value in French: what is shown, and what is copied. `parseCell` reads it back as it was. */
export function formatCell(column: Pick<TableColumn, 'type' | 'choices'>, value: string): string {
  if (value === '') return '';
  switch (column.type) {
    case 'date': {
      const [year, month, day] = value.split('-');
      return `${day}/${month}/${year}`;
    }
    case 'number':
      return value.replace('.', ',');
    case 'checkbox':
      return 'oui';
    case 'choice':
      return column.choices?.find((one) => one.id === value)?.label ?? value;
    case 'text':
      return value;
  }
}

const collator = new Intl.Collator('fr-FR', { numeric: true, sensitivity: 'base' });

/** Order of two values of a column; empty ones last, whichever the direction. */
export function compareCells(
  column: Pick<TableColumn, 'type' | 'choices'>,
  descending: boolean,
): (a: string, b: string) => number {
  const way = descending ? -1 : 1;
  const rank = new Map((column.choices ?? []).map(({ id }, index) => [id, index]));
  return (a, b) => {
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    if (column.type === 'number') return way * (Number(a) - Number(b));
    if (column.type === 'choice') return way * ((rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    return way * collator.compare(a, b);
  };
}
