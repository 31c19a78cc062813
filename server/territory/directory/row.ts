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

export type RowVerdict =
  | { facts: SchoolFacts; hash: string; warnings: string[] }
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
  const cell = clean
    ? (field: Field) => (cells[slot[field]] as string).trim()
    : (field: Field) => (cells[slot[field]] as string).replace(CONTROLS, ' ').trim();
  const warnings: string[] = [];

  const check = checkUai(cell('uai'));
  const uai = check.uai;
  const place = readPlace(cell('department'), cell('communeCode'), uai);
  const refuse = (refusal: string): RowVerdict => ({
    refusal,
    uai: uai.slice(0, 40),
    departmentCode: place.departmentCode,
  });
  if (!check.ok && check.code === 'uai_shape')
    return refuse(
      uai === '' ? 'L’UAI manque.' : `« ${uai.slice(0, 40)} » n’est pas un UAI. ${check.message}`,
    );
  if (place.departmentCode === null)
    return refuse('Aucun département : ni code, ni commune, ni UAI n’en donnent.');
  if (cells.some((value) => value.length > LONGEST))
    return refuse(`Une cellule dépasse ${LONGEST} caractères : la ligne n’est pas celle d’un annuaire.`);
  if (!check.ok) warnings.push(check.message);
  warnings.push(...place.warnings);

  const kind = natureOf({
    type: cell('type'),
    natureCode: cell('natureCode'),
    natureLabel: cell('natureLabel'),
    nursery: cell('nursery'),
    elementary: cell('elementary'),
    generalTrack: cell('generalTrack'),
    technologicalTrack: cell('technologicalTrack'),
    vocationalTrack: cell('vocationalTrack'),
    name: cell('name'),
  });
  if (kind.nature === null)
    return refuse(`« ${kind.what} » n’est ni une école, ni un collège, ni un lycée : ligne laissée de côté.`);
  if (kind.nature === 'autre')
    warnings.push('Type d’établissement non reconnu : rangé dans « Autre établissement ».');
  else if (kind.guessed) warnings.push('Type d’établissement absent : déduit du nom.');

  const name = cell('name');
  if (name === '') warnings.push('Le nom manque.');
  const sector = readSector(cell('sector'));
  if (sector === null) warnings.push('Secteur public ou privé non renseigné.');
  const state = readState(cell('state'));
  if (state === null) warnings.push(`État « ${cell('state')} » non reconnu : tenu pour ouvert.`);
  const siret = readSiret(cell('siret'), warnings);
  const [latitude, longitude] = readPosition(cell('latitude'), cell('longitude'), cell('position'), warnings);

  const facts: SchoolFacts = {
    uai,
    name: name === '' ? 'Établissement sans nom' : name,
    nature: kind.nature,
    degree: kind.degree,
    sector,
    address: [cell('address'), cell('addressMore')].filter((part) => part !== '').join(', ') || null,
    postalCode: padCode(cell('postalCode')),
    communeCode: place.communeCode,
    communeName: cell('communeName'),
    departmentCode: place.departmentCode,
    siret,
    latitude,
    longitude,
    constituency: cell('constituency') || null,
    state: state ?? 'open',
    openedOn: readDate(cell('openedOn'), 'ouverture', warnings),
    closedOn: readDate(cell('closedOn'), 'fermeture', warnings),
    multiUai: isYes(cell('multi')) || isYes(cell('multiLines')),
  };
  return { facts, hash: factsHash(facts), warnings };
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

type Place = { departmentCode: string | null; communeCode: string | null; warnings: string[] };

/** The directory's own column wins; the commune, then the prefix of the UAI, stand in for it (DOMAIN §2, §6). */
function readPlace(department: string, commune: string, uai: string): Place {
  const warnings: string[] = [];
  let communeCode: string | null = null;
  if (commune !== '') {
    const padded = padCode(normaliseCommune(commune)) ?? '';
    if (isCommuneCode(padded)) communeCode = padded;
    else warnings.push(`« ${commune.slice(0, 40)} » n’est pas un code de commune.`);
  }
  let departmentCode = department === '' ? null : knownDepartment(department);
  if (departmentCode === null) {
    departmentCode = (communeCode && departmentOfCommune(communeCode)) ?? departmentFromUai(uai);
    if (departmentCode !== null && department !== '')
      warnings.push(`Département « ${department.slice(0, 40)} » non reconnu : ${departmentCode} est retenu.`);
  }
  return { departmentCode, communeCode, warnings };
}

const departments = new Map<string, string | null>();
function knownDepartment(cell: string): string | null {
  const kept = departments.get(cell);
  if (kept !== undefined) return kept;
  const code = normaliseDepartment(cell);
  if (departments.size < 1000) departments.set(cell, code);
  return code;
}

/** A commune or postal code that lost its zero in a spreadsheet gets it back; '' is null. */
function padCode(cell: string): string | null {
  if (cell === '') return null;
  return /^\d{4}$/.test(cell) ? `0${cell}` : cell;
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
  const y = Number(lat.replace(',', '.'));
  const x = Number(lon.replace(',', '.'));
  if (y === 0 && x === 0) return [null, null];
  if (!(Math.abs(y) <= 90 && Math.abs(x) <= 180)) {
    warnings.push(`Coordonnées « ${lat.slice(0, 20)} ; ${lon.slice(0, 20)} » illisibles : laissées vides.`);
    return [null, null];
  }
  return [y, x];
}

function readDate(cell: string, which: string, warnings: string[]): string | null {
  if (cell === '') return null;
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell);
  const iso = french
    ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}`
    : cell.replace(/[T ].*$/, '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  // Schools are older than the calendar of conventions: any existing day will do.
  if (isIsoDate(iso) || isIsoDate(iso.replace(/^1[0-8]\d\d/, '1904'))) return iso;
  warnings.push(`Date d’${which} « ${cell.slice(0, 40)} » illisible : laissée vide.`);
  return null;
}
