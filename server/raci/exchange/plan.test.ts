import { describe, expect, it } from 'vitest';
import { toCsv } from '@/server/documents/csv';
import { readTable, textOf } from '@/server/documents/table-file';
import { writeXlsx } from '@/server/documents/xlsx';
import { letterSet, usualLetters } from '../letters';
import { raciTemplate } from '../template';
import { type ColumnUse, columnsRefusal, knownHeads, recogniseColumns } from './columns';
import { planExchange, type ReadRow } from './plan';
import { matrixColumns } from './sheet';

const matrix = raciTemplate('primary');
const heads = ['Phase', 'N°', 'Activité', 'AC', 'Collectivité'];
const columns: ColumnUse[] = ['phase', 'number', 'activity', 'actor:AC', 'actor:CO'];
const planOf = (rows: string[][], set = usualLetters, hidden: string[] = []) =>
  planExchange(
    matrix,
    { heads, rows: rows.map((cells, index): ReadRow => ({ line: index + 2, cells })) },
    columns,
    { letters: set, hidden },
  );
const first = 'Recenser les besoins et l’existant';

describe('columns of a spreadsheet', () => {
  it('are known by the names that we write and by the usual ones', () => {
    expect(recogniseColumns(heads, matrix.actors)).toEqual(columns);
    expect(recogniseColumns(['Tâche', 'AC Académie (DANE)', 'éditeur', 'ED'], matrix.actors)).toEqual([
      'activity',
      'actor:AC',
      'actor:ED',
      '',
    ]);
    expect(knownHeads(['Matrice du 3 mars', ''], matrix.actors)).toBe(0);
  });

  it('of letters under an unknown name may be a new actor, those of words are left', () => {
    const samples = [[], ['R', 'a/r', ''], ['voir annexe', 'R']];
    expect(recogniseColumns(['Activité', 'Familles', 'Remarques'], matrix.actors, samples)).toEqual([
      'activity',
      'new',
      '',
    ]);
  });

  it('must say the activity and one actor, each once', () => {
    expect(columnsRefusal(['phase', 'actor:AC'], matrix.actors)).toContain('activités');
    expect(columnsRefusal(['activity', 'phase'], matrix.actors)).toContain('acteur');
    expect(columnsRefusal(['activity', 'actor:AC', 'actor:AC'], matrix.actors)).toContain('Deux colonnes');
    expect(columnsRefusal(['activity', 'new', 'new', ''], matrix.actors)).toBeNull();
    expect(columnsRefusal(['activity', 'actor:ZZ'], matrix.actors)).toContain('n’est pas, ou plus');
  });
});

describe('what a table would make', () => {
  it.each(['csv', 'xlsx'] as const)('is nothing when it is our own, as %s', async (format) => {
    const sheet = matrixColumns(matrix, usualLetters);
    const bytes =
      format === 'csv'
        ? Buffer.from(toCsv(sheet, matrix.activities))
        : await writeXlsx('Responsabilités', sheet, matrix.activities);
    const read = await readTable(bytes, {
      maxBytes: 1_000_000,
      maxLines: 400,
      named: 'une matrice',
      known: (given) => knownHeads(given, matrix.actors),
    });
    const rows = read.rows.map(({ line, cells }) => ({ line, cells: cells.map(textOf) }));
    const uses = recogniseColumns(read.heads, matrix.actors);
    const plan = planExchange(matrix, { heads: read.heads, rows }, uses, {
      letters: usualLetters,
      hidden: [],
    });
    expect(plan.counts).toEqual({ same: 30, changed: 0, new: 0, error: 0, cells: 0 });
    expect(plan.untouched).toBe(0);
  });

  it('tells cells, corrected labels, moved and new activities; the others stay', () => {
    const plan = planOf([
      ['Cadrage', '1', first, 'R', 'AR'],
      ['Cadrage', '2', 'Désigner le porteur', 'C', 'AR'],
      ['Suite', '3', 'Installer le comité de pilotage et le calendrier', 'R', 'AR'],
      ['Exploitation', '', 'Tenir le registre des incidents', 'I', 'AR'],
    ]);
    expect(plan.lines.map(({ state, said }) => [state, said])).toEqual([
      ['changed', 'AC\u00a0: C devient R'],
      ['changed', 'libellé corrigé (était «\u00a0Désigner le porteur et fixer le périmètre\u00a0»)'],
      ['changed', 'passe en phase «\u00a0Suite\u00a0»'],
      ['new', 'Nouvelle activité, phase «\u00a0Exploitation\u00a0».'],
    ]);
    expect(plan.untouched).toBe(27);
    expect(plan.counts.cells).toBe(3);
  });

  it('reads titles of phases that stand above their activities, and the letters of the académie', () => {
    const plan = planOf(
      [
        ['', '', 'Exploitation', '', ''],
        ['', '', 'Tenir le registre des incidents', 'A', 'R'],
      ],
      letterSet('ARCI'),
    );
    expect(plan.lines).toHaveLength(1);
    expect(plan.lines[0]).toMatchObject({ state: 'new', phase: 'operation' });
    expect(plan.lines[0]?.cells).toEqual([
      { actor: 'AC', before: [], after: ['doer'] },
      { actor: 'CO', before: [], after: ['accountable'] },
    ]);
  });

  it.each([
    [
      ['Cadrage', '1', first, 'X', 'AR'],
      'Colonne «\u00a0AC\u00a0»\u00a0: «\u00a0X\u00a0» n’est pas une lettre',
    ],
    [['Avant', '1', first, 'R', ''], '«\u00a0Avant\u00a0» n’est pas une phase\u00a0: écrivez Cadrage,'],
    [['', '', 'Une nouvelle activité', 'R', ''], 'sa phase n’est pas dite'],
    [['Cadrage', '', '', 'R', ''], 'L’activité n’est pas nommée'],
    [['Cadrage', '', 'x'.repeat(201), 'R', ''], '200 caractères'],
    [['Cadrage', '', 'Masquée', 'R', ''], 'est masquée'],
  ])('refuses %j with its line and its reason', (row, reason) => {
    const plan = planOf(
      [['Cadrage', '2', 'Désigner le porteur et fixer le périmètre', 'C', 'AR'], row],
      undefined,
      ['Masquée'],
    );
    expect(plan.counts.error).toBe(1);
    expect(plan.lines[1]).toMatchObject({ line: 3, state: 'error' });
    expect(plan.lines[1]?.said).toContain(reason);
  });

  it('refuses the same activity twice and says where it stood first', () => {
    const row = ['Cadrage', '1', first, 'R', 'AR'];
    expect(planOf([row, row]).lines[1]?.said).toBe('Cette activité figure déjà à la ligne 2.');
  });
});
