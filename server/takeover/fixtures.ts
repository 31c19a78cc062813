import { shortDate } from '../calendar';
import type { Db } from '../db';
import { writeXlsx } from '../documents/xlsx';
import { plantSchools } from '../testing/scenes';

/** A line of a spreadsheet made for tests, as a person would type it. */
export type TypedLine = Partial<Record<(typeof typedHeads)[number], string>>;

export const typedHeads = [
  'N° convention',
  'SIRET',
  'Code INSEE',
  'Commune',
  'Département',
  'Solution',
  'Degré',
  'Statut',
  'Date de signature',
  'Date d’effet',
  'Date de fin',
  'Durée (mois)',
  'Date de résiliation',
  'Délibération',
  'Date de délibération',
  'Écoles (UAI)',
  'Remarques',
] as const;

export type Town = { id: string; code: string; name: string; siren: string; plain: string; uais: string[] };

/** Communes of the Val-d'Oise with two écoles each, for spreadsheets to name. */
export async function plantTowns(db: Db, count: number): Promise<Town[]> {
  const rows = await db.authority.findMany({
    where: { kind: 'commune', departmentCode: '95' },
    orderBy: { code: 'asc' },
    take: count,
  });
  const towns: Town[] = [];
  for (const row of rows) {
    const commune = await db.commune.findUniqueOrThrow({ where: { code: row.code ?? '' } });
    const uais = await plantSchools(db, { code: commune.code, name: commune.name, department: '95' }, 2);
    towns.push({
      id: row.id,
      code: commune.code,
      name: row.name,
      siren: row.siren ?? '',
      plain: commune.name,
      uais,
    });
  }
  return towns;
}

/** A sound line: in force since September 2024, by name, with both écoles. */
export const soundLine = (town: Town, rank: number): TypedLine => ({
  'N° convention': `DANE-${String(rank).padStart(3, '0')}`,
  Commune: town.plain,
  Solution: 'ONE',
  Degré: '1D',
  Statut: 'En vigueur',
  'Date de signature': shortDate('2024-06-15'),
  'Date d’effet': shortDate('2024-09-01'),
  'Date de fin': shortDate('2027-08-31'),
  Délibération: `2024-${rank}`,
  'Date de délibération': shortDate('2024-05-20'),
  'Écoles (UAI)': town.uais.join('\u00a0; '),
});

/** The lines as a workbook of text, under a title as spreadsheets often have. */
export const workbookOf = (lines: readonly TypedLine[]) =>
  writeXlsx(
    'Suivi ENT',
    typedHeads.map((label) => ({
      label,
      kind: 'text' as const,
      value: (line: TypedLine) => line[label] ?? null,
    })),
    lines,
  );

/** The same lines as the CSV of a French spreadsheet: semicolons, windows-1252. */
export const csvOf = (lines: readonly TypedLine[]) => {
  const field = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = [typedHeads, ...lines.map((line) => typedHeads.map((head) => line[head] ?? ''))]
    .map((cells) => cells.map(field).join(';'))
    .join('\r\n');
  return Buffer.from(`${text.replaceAll('’', "'")}\r\n`, 'latin1');
};

/** A PDF small and whole enough to be a scan; `mark` makes its bytes its own. */
export const scanOf = (mark: string) =>
  Buffer.from(`%PDF-1.4\n%${mark}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
