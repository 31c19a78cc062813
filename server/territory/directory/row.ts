import { hash as digest } from 'node:crypto';
import type { Degree, SchoolSector, SchoolState } from '@/prisma/generated/enums';
import { isIsoDate } from '@/server/calendar';
import { departmentOfCommune, isCommuneCode, normaliseCommune, normaliseDepartment } from '../insee';
import { searchable } from '../search';
import { checkSiret } from '../siren';
import { checkUai, departmentFromUai } from '../uai';
import { FIELDS, type Field } from './columns';
import { type Nature, natureOf } from './nature';

/** The facts of one line of a directory, clean and typed; what School keeps. */
export type SchoolFacts = {
  uai: string;
  name: string;
  nature: Nature;
  degree: Degree;
  sector: SchoolSector | null;
  address: string | null;
  postalCode: string | null;
  communeCode: string | null;
  communeName: string;
  departmentCode: string;
  siret: string | null;
  latitude: number | null;
  longitude: number | null;
  constituency: string | null;
  state: SchoolState;
  openedOn: string | null;
  closedOn: string | null;
  multiUai: boolean;
};

/** What a line tells beside the facts of the school: no part of their hash. */
export type Beside = {
  /** UAI of the school to which the directory attaches this one. */
  mother: string | null;
  /** Day on which the directory last touched the line (ISO). */
  updatedOn: string | null;
  pupils: number | null;
};

export type RowVerdict =
  | { facts: SchoolFacts; hash: string; beside: Beside; warnings: string[] }
  | { refusal: string; uai: string; departmentCode: string | null };

const LONGEST = 500;
const slot = Object.fromEntries(FIELDS.map((field, index) => [field, index])) as Record<Field, number>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\s]+/g;

/**
 * Reads one line. Only what makes the line unusable refuses it (no UAI, no département, not a school); what
 * can be left empty is left empty with a warning.
 * @param cells one per entry of FIELDS, '' when absent
 * @param clean false when a cell may hold control characters
 */
export function readRow(cells: readonly string[], clean: boolean): RowVerdict {
  const warnings: string[] = [];
  const check = checkUai(tidy(cells, slot.uai, clean));
  const uai = check.uai;
  const place = readPlace(tidy(cells, slot.department, clean), tidy(cells, slot.communeCode, clean), uai);
  if (!check.ok && check.code === 'uai_shape')
    return refused(
      uai === '' ? 'L’UAI manque.' : `«\u00a0${uai.slice(0, 40)}\u00a0» n’est pas un UAI. ${check.message}`,
      uai,
      place,
    );
  if (place.departmentCode === null)
    return refused('Aucun département\u00a0: ni code, ni commune, ni UAI n’en donnent.', uai, place);
  if (cells.some(tooLong))
    return refused(
      `Une cellule dépasse ${LONGEST} caractères\u00a0: la ligne n’est pas celle d’un annuaire.`,
      uai,
      place,
    );
  if (!check.ok) warnings.push(check.message);
  if (place.warnings !== NONE) warnings.push(...place.warnings);

  const kind = natureOf({
    type: tidy(cells, slot.type, clean),
    natureCode: tidy(cells, slot.natureCode, clean),
    natureLabel: tidy(cells, slot.natureLabel, clean),
    nursery: tidy(cells, slot.nursery, clean),
    elementary: tidy(cells, slot.elementary, clean),
    generalTrack: tidy(cells, slot.generalTrack, clean),
    technologicalTrack: tidy(cells, slot.technologicalTrack, clean),
    vocationalTrack: tidy(cells, slot.vocationalTrack, clean),
    name: tidy(cells, slot.name, clean),
  });
  if (kind.nature === null)
    return refused(
      `«\u00a0${kind.what}\u00a0» n’est ni une école, ni un collège, ni un lycée\u00a0: ligne laissée de côté.`,
      uai,
      place,
    );
  if (kind.nature === 'autre')
    warnings.push('Type d’établissement non reconnu\u00a0: rangé dans «\u00a0Autre établissement\u00a0».');
  else if (kind.guessed) warnings.push('Type d’établissement absent\u00a0: déduit du nom.');

  const name = tidy(cells, slot.name, clean);
  if (name === '') warnings.push('Le nom manque.');
  const sector = readSector(tidy(cells, slot.sector, clean));
  if (sector === null) warnings.push('Secteur public ou privé non renseigné.');
  const state = readState(tidy(cells, slot.state, clean));
  if (state === null)
    warnings.push(
      `État «\u00a0${tidy(cells, slot.state, clean)}\u00a0» non reconnu\u00a0: tenu pour ouvert.`,
    );
  const siret = readSiret(tidy(cells, slot.siret, clean), warnings);
  const [latitude, longitude] = readPosition(
    tidy(cells, slot.latitude, clean),
    tidy(cells, slot.longitude, clean),
    tidy(cells, slot.position, clean),
    warnings,
  );

  const facts: SchoolFacts = {
    uai,
    name: name === '' ? 'Établissement sans nom' : name,
    nature: kind.nature,
    degree: kind.degree,
    sector,
    address: joined(tidy(cells, slot.address, clean), tidy(cells, slot.addressMore, clean)),
    postalCode: padCode(tidy(cells, slot.postalCode, clean)),
    communeCode: place.communeCode,
    communeName: tidy(cells, slot.communeName, clean),
    departmentCode: place.departmentCode,
    siret,
    latitude,
    longitude,
    constituency: tidy(cells, slot.constituency, clean) || null,
    state: state ?? 'open',
    openedOn: readDate(tidy(cells, slot.openedOn, clean), 'ouverture', warnings),
    closedOn: readDate(tidy(cells, slot.closedOn, clean), 'fermeture', warnings),
    multiUai: isYes(tidy(cells, slot.multi, clean)) || isYes(tidy(cells, slot.multiLines, clean)),
  };
  const mother = tidy(cells, slot.mother, clean);
  const beside: Beside = {
    mother: mother === '' ? null : knownMother(mother),
    updatedOn: knownDay(tidy(cells, slot.updatedOn, clean)),
    pupils: readPupils(tidy(cells, slot.pupils, clean), warnings),
  };
  return { facts, hash: factsHash(facts), beside, warnings };
}

function refused(refusal: string, uai: string, { departmentCode }: Place): RowVerdict {
  return { refusal, uai: uai.slice(0, 40), departmentCode };
}

const tooLong = (value: string) => value.length > LONGEST;

function tidy(cells: readonly string[], at: number, clean: boolean): string {
  const value = cells[at] as string;
  if (value === '') return value;
  return clean ? value.trim() : value.replace(CONTROLS, ' ').trim();
}

/** SHA-256 (hex) of the facts: two imports that bring the same facts give the same hash. */
export function factsHash(f: SchoolFacts): string {
  return digest(
    'sha256',
    `${f.uai}\u001f${f.name}\u001f${f.nature}\u001f${f.degree}\u001f${f.sector}\u001f${f.address}\u001f${f.postalCode}\u001f${f.communeCode}\u001f${f.communeName}\u001f${f.departmentCode}\u001f${f.siret}\u001f${f.latitude}\u001f${f.longitude}\u001f${f.constituency}\u001f${f.state}\u001f${f.openedOn}\u001f${f.closedOn}\u001f${f.multiUai}`,
  );
}

/** What the search of schools compares: name, commune, UAI, postal code. */
export function searchText(f: SchoolFacts): string {
  return searchable(`${f.name} ${f.communeName} ${f.uai} ${f.postalCode ?? ''}`);
}

type Place = { departmentCode: string | null; communeCode: string | null; warnings: readonly string[] };
const NONE: readonly string[] = [];

/** The directory's own column wins; the commune, then the prefix of the UAI, stand in for it (DOMAIN §2, §6). */
function readPlace(department: string, commune: string, uai: string): Place {
  const communeCode = commune === '' ? null : knownCommune(commune);
  const departmentCode = department === '' ? null : knownDepartment(department);
  if (departmentCode !== null && (communeCode !== null || commune === ''))
    return { departmentCode, communeCode, warnings: NONE };
  const warnings: string[] = [];
  if (communeCode === null && commune !== '')
    warnings.push(`«\u00a0${commune.slice(0, 40)}\u00a0» n’est pas un code de commune.`);
  const guess = departmentCode ?? (communeCode && departmentOfCommune(communeCode)) ?? departmentFromUai(uai);
  if (departmentCode === null && guess !== null && department !== '')
    warnings.push(
      `Département «\u00a0${department.slice(0, 40)}\u00a0» non reconnu\u00a0: ${guess} est retenu.`,
    );
  return { departmentCode: guess, communeCode, warnings };
}

/** Remembers what a cell was read as: the same codes come back thousands of times. */
function remembered(most: number, read: (cell: string) => string | null): (cell: string) => string | null {
  const kept = new Map<string, string | null>();
  return (cell) => {
    const known = kept.get(cell);
    if (known !== undefined) return known;
    const value = read(cell);
    if (kept.size < most) kept.set(cell, value);
    return value;
  };
}

const knownDepartment = remembered(1000, normaliseDepartment);
const knownCommune = remembered(50_000, (cell) => {
  const code = padCode(normaliseCommune(cell));
  return code !== null && isCommuneCode(code) ? code : null;
});

const knownMother = (cell: string) => {
  const check = checkUai(cell);
  return check.ok ? check.uai : null;
};
const knownDay = remembered(5000, (cell) => (cell === '' ? null : isoDay(cell)));

/** A number of pupils; « 1 234 » and « 123,0 » are what spreadsheets make of it. */
function readPupils(cell: string, warnings: string[]): number | null {
  if (cell === '') return null;
  const digits = cell.replace(/[\s\u202f]/g, '').replace(/[.,]0+$/, '');
  if (/^\d{1,5}$/.test(digits)) return Number(digits);
  warnings.push(`Nombre d’élèves «\u00a0${cell.slice(0, 40)}\u00a0» illisible\u00a0: laissé vide.`);
  return null;
}

/** A commune or postal code that lost its zero in a spreadsheet gets it back; '' is null. */
function padCode(cell: string): string | null {
  if (cell === '') return null;
  return /^\d{4}$/.test(cell) ? `0${cell}` : cell;
}

function joined(first: string, second: string): string | null {
  return first !== '' && second !== '' ? `${first}, ${second}` : first || second || null;
}

const isYes = (cell: string) =>
  cell === '1' || (cell !== '' && cell !== '0' && /^(?:oui|vrai|true)$/i.test(cell));

function readSector(cell: string): SchoolSector | null {
  if (cell === 'Public') return 'public';
  const word = searchable(cell);
  if (word.startsWith('pub') || word === 'pu') return 'public';
  return word.startsWith('priv') || word === 'pr' ? 'private' : null;
}

function readState(cell: string): SchoolState | null {
  if (cell === 'OUVERT' || cell === '') return 'open';
  const word = searchable(cell);
  if (/^ouverte?$/.test(word)) return 'open';
  if (/^a (?:fermer|fermeture)/.test(word)) return 'closing';
  if (/^a (?:ouvrir|ouverture)/.test(word)) return 'opening';
  return /^ferme(?:e|ture)?$/.test(word) ? 'closed' : null;
}

function readSiret(cell: string, warnings: string[]): string | null {
  if (cell === '') return null;
  const check = checkSiret(cell);
  if (check.ok) return check.value;
  // The column also takes a SIREN, which names no establishment.
  if (!/^\d{9}$/.test(check.value)) warnings.push(check.message);
  return null;
}

function readPosition(
  latitude: string,
  longitude: string,
  position: string,
  warnings: string[],
): [number, number] | [null, null] {
  let lat = latitude;
  let lon = longitude;
  if (lat === '' || lon === '') {
    const pair = /^\(?(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\)?$/.exec(position);
    if (!pair) return [null, null];
    lat = pair[1] ?? '';
    lon = pair[2] ?? '';
  }
  const y = Number(lat.includes(',') ? lat.replace(',', '.') : lat);
  const x = Number(lon.includes(',') ? lon.replace(',', '.') : lon);
  if (y === 0 && x === 0) return [null, null];
  if (!(Math.abs(y) <= 90 && Math.abs(x) <= 180)) {
    warnings.push(
      `Coordonnées «\u00a0${lat.slice(0, 20)}\u00a0; ${lon.slice(0, 20)}\u00a0» illisibles\u00a0: laissées vides.`,
    );
    return [null, null];
  }
  return [y, x];
}

/** Days between 1 January 1900 as spreadsheets count them and the epoch. */
const SERIAL_OF_EPOCH = 25_569;

/**
 * The day in a cell, ISO, or null: 2026-05-27 (with or without a time), 27/05/2026, 27-05-2026, 27.05.2026,
 * 20260527, or the serial number of a spreadsheet. A year in two digits is not guessed.
 */
export function isoDay(cell: string): string | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ].*)?$/.exec(cell);
  const iso = french
    ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}`
    : /^[1-9]\d{4}$/.test(cell)
      ? new Date((Number(cell) - SERIAL_OF_EPOCH) * 86_400_000).toISOString().slice(0, 10)
      : cell.replace(/[T ].*$/, '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  // Schools are older than the calendar of conventions: any existing day will do.
  return isIsoDate(iso) || isIsoDate(iso.replace(/^1[0-8]\d\d/, '1904')) ? iso : null;
}

function readDate(cell: string, which: string, warnings: string[]): string | null {
  if (cell === '') return null;
  const iso = isoDay(cell);
  if (iso === null)
    warnings.push(`Date d’${which} «\u00a0${cell.slice(0, 40)}\u00a0» illisible\u00a0: laissée vide.`);
  return iso;
}
