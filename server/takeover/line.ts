import { longDate } from '@/server/calendar';
import { type Cell, type SheetRow, textOf } from '@/server/documents/table-file';
import { departmentOfCommune, isCommuneCode, normaliseDepartment } from '@/server/territory/insee';
import { searchable } from '@/server/territory/search';
import { checkSiren, checkSiret, normaliseCompanyNumber } from '@/server/territory/siren';
import { parseUaiList } from '@/server/territory/uai';
import { type Course, courseOf, type Finding } from './course';
import type { TakeoverField } from './fields';
import { readDay, readDegree, readMonths, readState, saysAllSchools, saysOpenEnded } from './values';

/** What one line says, before anything is looked up. */
export type LineFacts = {
  line: number;
  siren: string | null;
  insee: string | null;
  authority: string | null;
  department: string | null;
  reference: string | null;
  product: string | null;
  degree: 'primary' | 'secondary' | null;
  statedAs: string | null;
  course: Course | null;
  deliberationNumber: string | null;
  deliberationOn: string | null;
  allSchools: boolean;
  uais: string[];
  note: string | null;
  findings: Finding[];
};

const MAX_NOTE = 5000;
const MAX_LINE = 300;

/** Reads one row with the columns that were chosen; every fault is a finding on its column. */
export function readLine(
  row: SheetRow,
  columns: readonly (TakeoverField | '')[],
  heads: readonly string[],
  today: string,
): LineFacts {
  const findings: Finding[] = [];
  const at = (field: TakeoverField) => columns.indexOf(field);
  const cell = (field: TakeoverField): Cell => (at(field) < 0 ? null : (row.cells[at(field)] ?? null));
  const error = (field: TakeoverField, message: string) => findings.push({ level: 'error', field, message });
  const warn = (field: TakeoverField, message: string) => findings.push({ level: 'warning', field, message });
  const text = (field: TakeoverField, max = MAX_LINE): string | null => {
    const value = textOf(cell(field))
      .replace(/[^\P{Cc}\n\t]/gu, ' ')
      .trim();
    if (value.length <= max) return value === '' ? null : value;
    warn(field, `Le texte dépasse ${max} caractères : la suite n’est pas reprise.`);
    return value.slice(0, max);
  };
  const day = (field: TakeoverField): string | null => {
    const reading = readDay(cell(field));
    if (reading === null) return null;
    if ('day' in reading) return reading.day;
    error(field, reading.refusal);
    return null;
  };

  const authority = text('authority');
  const insee = readInsee(textOf(cell('insee')), (message) => error('insee', message));
  const otherwise = Boolean(authority || insee);
  const siren = readCompany(textOf(cell('siren')), (message) =>
    otherwise
      ? warn('siren', `${message} La collectivité est cherchée par son nom ou son code.`)
      : error('siren', message),
  );
  if (!siren && !insee && !authority && !findings.some(({ level }) => level === 'error'))
    error('authority', 'La collectivité manque.');

  const degree = readDegree(cell('degree'));
  if (degree && 'refusal' in degree) error('degree', degree.refusal);
  const state = readState(cell('state'));
  if (state && 'refusal' in state) error('state', state.refusal);
  if (state && 'state' in state && state.state === 'unsigned')
    error(
      'state',
      'Cette convention n’est pas signée : rédigez-la dans l’application, il n’y a rien à reprendre.',
    );

  const openEnded = saysOpenEnded(cell('endsOn')) || saysOpenEnded(cell('duration'));
  const months = saysOpenEnded(cell('duration')) ? null : readMonths(cell('duration'), heads[at('duration')]);
  if (months && 'refusal' in months) error('duration', months.refusal);
  const effectiveOn = day('effectiveOn');
  const endsOn = saysOpenEnded(cell('endsOn')) ? null : day('endsOn');
  const signedOn = day('signedOn');
  const terminatedOn = day('terminatedOn');
  const deliberationOn = day('deliberationOn');
  const unread = new Set(findings.filter(({ level }) => level === 'error').map(({ field }) => field));
  const { course, findings: found } = courseOf(
    {
      state: state && 'state' in state && state.state !== 'unsigned' ? state.state : null,
      signedOn,
      effectiveOn,
      endsOn,
      months: months && 'months' in months ? months.months : null,
      openEnded,
      terminatedOn,
    },
    today,
  );
  // A cell that could not be read has said so: that its fact is missing adds nothing.
  findings.push(
    ...found.filter(
      ({ field }) =>
        !(field && unread.has(field)) &&
        !(field === 'endsOn' && unread.has('duration')) &&
        !(field === 'state' && unread.size > 0),
    ),
  );
  if (deliberationOn && signedOn && deliberationOn > signedOn)
    warn(
      'deliberationOn',
      `La délibération (${longDate(deliberationOn)}) suit la signature (${longDate(signedOn)}).`,
    );

  const allSchools = saysAllSchools(cell('schools'));
  return {
    line: row.line,
    siren,
    insee,
    authority,
    department: readDepartment(cell('department'), insee, (message) => warn('department', message)),
    reference: text('reference', 100),
    product: text('product'),
    degree: degree && 'degree' in degree ? degree.degree : null,
    statedAs: text('state', 100),
    course: findings.some(({ level }) => level === 'error') ? null : course,
    deliberationNumber: text('deliberationNumber', 100),
    deliberationOn,
    allSchools,
    uais: allSchools ? [] : readUais(textOf(cell('schools')), (message) => warn('schools', message)),
    note: text('note', MAX_NOTE),
    findings,
  };
}

function readCompany(text: string, refuse: (message: string) => void): string | null {
  const digits = normaliseCompanyNumber(text.replace(/,0+$/, ''));
  if (digits === '') return null;
  if (/e\+?\d+$/i.test(digits)) {
    refuse(`« ${text} » a été arrondi par un tableur : le SIRET est à reprendre à la source.`);
    return null;
  }
  if (digits.length === 14 || digits.length === 13) {
    const check = checkSiret(digits.padStart(14, '0'));
    if (check.ok) return check.value.slice(0, 9);
    refuse(check.message);
    return null;
  }
  const check = checkSiren(digits);
  if (check.ok) return check.value;
  refuse(check.message);
  return null;
}

function readInsee(text: string, refuse: (message: string) => void): string | null {
  const plain = text.replace(/[\s\u00a0]/g, '').toUpperCase();
  if (plain === '') return null;
  // A spreadsheet takes the zero of « 01004 » away.
  const code = /^\d{4}$/.test(plain) ? `0${plain}` : plain;
  if (isCommuneCode(code)) return code;
  refuse(`« ${text.slice(0, 20)} » n’est pas un code INSEE de commune : il a cinq caractères.`);
  return null;
}

function readDepartment(cell: Cell, insee: string | null, warn: (message: string) => void): string | null {
  const text = textOf(cell);
  if (text === '') return insee ? departmentOfCommune(insee) : null;
  const code = normaliseDepartment(text) ?? normaliseDepartment(/^(\d{1,3}|2[ab])\b/i.exec(text)?.[1] ?? '');
  if (!code) warn(`« ${text.slice(0, 30)} » n’est pas un code de département : il n’est pas pris en compte.`);
  return code;
}

/** UAI separated anyhow: the shape is looked for in the text, whatever stands between. */
function readUais(text: string, warn: (message: string) => void): string[] {
  if (text === '') return [];
  const uais: string[] = [];
  const spaced = text.replace(/\b(\d{7})\s+([A-Za-z])\b/g, '$1$2');
  for (const { input, check } of parseUaiList(spaced.replace(/[/+&()[\]«»"'’:.–—-]+/g, ' '))) {
    if (check.ok) uais.push(check.uai);
    else if (check.code === 'uai_letter') {
      warn(check.message);
      uais.push(check.uai);
    } else if (/\d/.test(input)) warn(`« ${input.slice(0, 20)} » n’est pas un UAI : non repris.`);
  }
  if (uais.length === 0 && searchable(text) !== '') warn(`« ${text.slice(0, 40)} » ne contient aucun UAI.`);
  return [...new Set(uais)];
}
