import { addDays, isIsoDate, typedMonths } from '@/server/calendar';
import { type Cell, textOf } from '@/server/documents/table-file';
import { searchable } from '@/server/territory/search';

const SHORT = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'];

/** Days that a spreadsheet counts from 30 December 1899; between 1954 and 2119 no other number is meant. */
function serialDay(serial: number): string | null {
  const whole = Math.floor(serial);
  return whole >= 20_000 && whole <= 80_000 ? addDays('1899-12-30', whole) : null;
}

function join(year: string, month: number, day: string): string | null {
  const full = year.length === 2 ? `20${year}` : year;
  const iso = `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(iso) ? iso : null;
}

export type DayReading = { day: string } | { refusal: string } | null;

/**
 * A day as spreadsheets hold it: « 01/09/2024 » (day first), « 2024-09-01 », « 1er septembre 2024 », or the
 * number of days of a workbook. Null when the cell is empty; what is no day is refused, never guessed.
 */
export function readDay(cell: Cell | undefined): DayReading {
  const text = textOf(cell);
  if (text === '' || /^[-–—/?]+$/.test(text)) return null;
  const wrong = { refusal: `« ${text.slice(0, 40)} » n’est pas une date : écrivez-la JJ/MM/AAAA.` };
  const found = (day: string | null): DayReading => (day ? { day } : wrong);
  if (typeof cell === 'number' || /^\d{5}(,\d+)?$/.test(text))
    return found(serialDay(typeof cell === 'number' ? cell : Number(text.replace(',', '.'))));
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ][\d:.Z+]*)?$/.exec(text);
  if (iso) return found(join(iso[1] ?? '', Number(iso[2]), iso[3] ?? ''));
  const french = /^(?:le )?(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})(?: \d{1,2}[:h][\d:]*)?$/i.exec(text);
  if (french) return found(join(french[3] ?? '', Number(french[2]), french[1] ?? ''));
  const words = /^(?:le )?(?:[a-z]+di )?(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(searchable(text));
  if (words) {
    const name = words[2] ?? '';
    const month = typedMonths.indexOf(name) >= 0 ? typedMonths.indexOf(name) : SHORT.indexOf(name);
    return found(month < 0 ? null : join(words[3] ?? '', month + 1, words[1] ?? ''));
  }
  return wrong;
}

/** Words that say that a convention goes on by itself. */
const OPEN_ENDED = /\b(tacite|indetermine|illimite|sans (?:fin|terme|limite|echeance)|reconduction)/;

/** True when the text says that there is no fixed end. */
export const saysOpenEnded = (cell: Cell | undefined): boolean => OPEN_ENDED.test(searchable(textOf(cell)));

/**
 * A duration in months: « 36 mois », « 3 ans », « 1 an et 6 mois ». A bare number is read in the unit of the
 * column's head, and refused when the head names none.
 */
export function readMonths(
  cell: Cell | undefined,
  head = '',
): { months: number } | { refusal: string } | null {
  const text = searchable(textOf(cell));
  if (text === '') return null;
  const wrong = {
    refusal: `« ${textOf(cell).slice(0, 40)} » n’est pas une durée : écrivez « 36 mois » ou « 3 ans ».`,
  };
  const years = /(\d+) ?(?:ans?|annees?)\b/.exec(text);
  const months = /(\d+) ?mois\b/.exec(text);
  let total = 0;
  if (years || months) total = Number(years?.[1] ?? 0) * 12 + Number(months?.[1] ?? 0);
  else if (/^\d+$/.test(text)) {
    const unit = searchable(head);
    if (/\bmois\b/.test(unit)) total = Number(text);
    else if (/\b(ans?|annees?)\b/.test(unit)) total = Number(text) * 12;
    else
      return {
        refusal: `La durée « ${text} » est sans unité : écrivez « ${text} mois » ou « ${text} ans ».`,
      };
  } else return wrong;
  return total >= 1 && total <= 600 ? { months: total } : wrong;
}

export type TakenState = 'signed' | 'in_force' | 'suspended' | 'expired' | 'terminated' | 'renewed';

const STATES: readonly [RegExp, TakenState | 'unsigned'][] = [
  [
    /\b(non signee?|a signer|en (?:cours de )?signature|brouillon|projet|en (?:cours|attente|preparation|discussion|negociation|redaction|relecture)|a venir|prevue?|abandonnee?|annulee?|sans suite|pas signee?)\b/,
    'unsigned',
  ],
  [/\bnon (?:renouvelee?|reconduite?)\b/, 'expired'],
  [/\ba (?:renouveler|reconduire)\b/, 'in_force'],
  [/\b(resiliee?s?|resiliation|denoncee?s?|rompue?s?|arretee?s?)\b/, 'terminated'],
  [/\b(renouvelee?s?|remplacee?s?|reconduite?s?)\b/, 'renewed'],
  [/\b(suspendue?s?|suspension)\b/, 'suspended'],
  [
    /\b(echue?s?|expiree?s?|terminee?s?|finie?s?|caduque?s?|close?s?|cloturee?s?|perimee?s?|passee?s?|ancienne?s?)\b/,
    'expired',
  ],
  [
    /\b(en vigueur|active?s?|actif|en cours de validite|valide?s?|en application|effective?s?|en service|vigueur)\b/,
    'in_force',
  ],
  [/\b(signee?s?|notifiee?s?)\b/, 'signed'],
];

/** « en cours » alone means that it runs; before « de signature » or « de rédaction » it does not. */
const RUNNING = /^(?:convention )?en cours(?: de validite| d execution| de vie)?$/;

/**
 * The state that the words of a spreadsheet mean; `unsigned` is a project of convention, which has nothing to
 * take over. Null when the cell is empty.
 */
export function readState(
  cell: Cell | undefined,
): { state: TakenState | 'unsigned' } | { refusal: string } | null {
  const text = textOf(cell);
  const plain = searchable(text);
  if (plain === '') return null;
  if (RUNNING.test(plain)) return { state: 'in_force' };
  const found = STATES.find(([words]) => words.test(plain));
  if (found) return { state: found[1] };
  return {
    refusal: `L’état « ${text.slice(0, 40)} » n’est pas reconnu : écrivez en vigueur, signée, échue, résiliée, suspendue ou renouvelée.`,
  };
}

/** « 1er degré », « 1D », « primaire », « écoles » · « second degré », « 2D », « collèges », « lycées ». */
export function readDegree(
  cell: Cell | undefined,
): { degree: 'primary' | 'secondary' } | { refusal: string } | null {
  const plain = searchable(textOf(cell));
  if (plain === '') return null;
  const first = /\b(1|1er|1d|1ers?|premier|primaires?|elementaires?|maternelles?|ecoles?)\b/.test(plain);
  const second = /\b(2|2d|2nd|2nde?|2eme|2e|second|secondaires?|colleges?|lycees?)\b/.test(plain);
  if (first !== second) return { degree: first ? 'primary' : 'secondary' };
  return {
    refusal: `Le degré « ${textOf(cell).slice(0, 40)} » n’est pas reconnu : écrivez premier ou second degré.`,
  };
}

/** True for « toutes les écoles (de la commune) », « l’ensemble des écoles », « tous les établissements », « toutes ». */
export const saysAllSchools = (cell: Cell | undefined): boolean =>
  /^(?:(?:toutes?|tous|ensemble|totalite)\b(?:.*\b(?:ecoles?|etablissements?|colleges?|lycees?|commune|territoire)\b.*)?|(?:l )?(?:ensemble|totalite) .*)$/.test(
    searchable(textOf(cell)),
  );
