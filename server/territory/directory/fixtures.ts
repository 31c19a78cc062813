import { existsSync, readFileSync } from 'node:fs';
import { uaiCheckLetter } from '../uai';

/** A UAI that is right, from its seven digits. */
export const uai = (digits: string) => `${digits}${uaiCheckLetter(digits)}`;

export const HEADER = [
  'Identifiant_de_l_etablissement',
  'Nom_etablissement',
  'Type_etablissement',
  'Statut_public_prive',
  'Code_postal',
  'Code_commune',
  'Nom_commune',
  'Code_departement',
  'Ecole_maternelle',
  'Ecole_elementaire',
  'SIREN_SIRET',
  'etat',
  'multi_uai',
] as const;

export type Line = Partial<Record<(typeof HEADER)[number], string>>;

/** A line of a directory about an open public école of the Val-d’Oise, unless told otherwise. */
export const school = (digits: string, line: Line = {}): Line => ({
  Identifiant_de_l_etablissement: /^\d{7}$/.test(digits) ? uai(digits) : digits,
  Nom_etablissement: `École n° ${digits}`,
  Type_etablissement: 'Ecole',
  Statut_public_prive: 'Public',
  Code_postal: '95100',
  Code_commune: '95018',
  Nom_commune: 'Argenteuil',
  Code_departement: '095',
  Ecole_maternelle: '0',
  Ecole_elementaire: '1',
  etat: 'OUVERT',
  ...line,
});

/** A directory as a text: official header, `;`, CRLF. */
export const csv = (lines: readonly Line[], { delimiter = ';', lineEnd = '\r\n' } = {}): string =>
  [
    HEADER.join(delimiter),
    ...lines.map((line) => HEADER.map((name) => line[name] ?? '').join(delimiter)),
    '',
  ].join(lineEnd);

/** A file of the real public data, or null where it is not at hand (said on the console). */
export function realData(name: string): Buffer | null {
  const file = new URL(`../../../../shared/data/${name}`, import.meta.url);
  if (existsSync(file)) return readFileSync(file);
  console.log(`${name} is not at hand: what needs it is left out.`);
  return null;
}
