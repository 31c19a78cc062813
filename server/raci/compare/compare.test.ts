import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Meaning, meanings, normaliseMeanings, numbered, phases } from '../domain';
import { type MatrixSnapshot, snapshotOf, snapshotSchema } from '../snapshot';
import { raciTemplate } from '../template';
import { applyDifference, compareMatrices, countDifferences, differs, isSame } from './compare';
import { columnRemarks, partInWords, rowRemarks, summaryOf } from './words';

const base = snapshotOf(raciTemplate('primary'));

/** The matrix with its rows numbered again, as reading one numbers them. */
const renumbered = ({ actors, activities }: MatrixSnapshot): MatrixSnapshot => ({
  actors,
  activities: numbered(activities.map((one, position) => ({ ...one, position }))).map(
    ({ position: _, ...one }) => one,
  ),
});
const changed = (change: (matrix: MatrixSnapshot) => MatrixSnapshot) =>
  renumbered(change(structuredClone(base)));
const sorted = ({ actors, activities }: MatrixSnapshot) => ({
  actors,
  activities: activities.map(({ cells, ...one }) => ({
    ...one,
    cells: Object.entries(cells)
      .map(([key, given]) => [key, normaliseMeanings(given)] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  })),
});

const cell = fc.subarray<Meaning>([...meanings]);
const keys = ['AC', 'DS', 'CO', 'ED', 'DI', 'x1', 'x2', 'x3'];
/** Any matrix: keys shared with the others or not, labels alike or not, in any order. */
const matrix: fc.Arbitrary<MatrixSnapshot> = fc
  .record({
    actors: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom(...keys),
        label: fc.constantFrom('Académie', 'Maire', 'Éditeur', 'IEN'),
      }),
      { selector: ({ key }) => key, minLength: 1, maxLength: 6 },
    ),
    activities: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom(...Array.from({ length: 14 }, (_, rank) => `a${rank}`)),
        label: fc.constantFrom('Besoins', 'Calendrier', 'Registre', 'Comptes', 'Bilan'),
        phase: fc.constantFrom(...phases.slice(0, 3)),
        given: fc.array(cell, { minLength: 8, maxLength: 8 }),
      }),
      { selector: ({ key }) => key, maxLength: 10 },
    ),
  })
  .map(({ actors, activities }) =>
    renumbered({
      actors: actors.map(({ key, label }) => ({
        key,
        label,
        short: key,
        party: 'other',
        kind: 'organisation',
        within: null,
      })),
      activities: activities.map(({ key, label, phase, given }) => ({
        key,
        label,
        phase,
        number: 1,
        cells: Object.fromEntries(
          actors.flatMap((actor, rank) =>
            (given[rank] ?? []).length > 0 ? [[actor.key, normaliseMeanings(given[rank] ?? [])]] : [],
          ),
        ),
      })),
    }),
  );

describe('any two matrices', () => {
  it('a matrix compared with itself says nothing', () => {
    fc.assert(
      fc.property(matrix, (one) => {
        const difference = compareMatrices(one, structuredClone(one));
        expect(isSame(difference)).toBe(true);
        expect(summaryOf(difference)).toBe('Rien ne diffère.');
      }),
    );
  });

  it('the differences applied to the first give the second', () => {
    fc.assert(
      fc.property(matrix, matrix, (one, other) => {
        const applied = applyDifference(one, compareMatrices(one, other));
        expect(snapshotSchema.safeParse(applied).success).toBe(true);
        expect(sorted(applied)).toEqual(sorted(other));
      }),
      { numRuns: 500 },
    );
  });

  it('what came on one way went on the other', () => {
    fc.assert(
      fc.property(matrix, matrix, (one, other) => {
        const there = countDifferences(compareMatrices(one, other));
        const back = countDifferences(compareMatrices(other, one));
        expect([there.activities.added, there.actors.added]).toEqual([
          back.activities.removed,
          back.actors.removed,
        ]);
        expect(isSame(compareMatrices(one, other))).toBe(isSame(compareMatrices(other, one)));
      }),
    );
  });
});

describe('what is told', () => {
  it('of a cell: what it was and what it became, in words', () => {
    const other = changed(({ actors, activities }) => ({
      actors,
      activities: activities.map((one) =>
        one.key === 'a5'
          ? { ...one, cells: { ...one.cells, AC: ['doer'], CO: ['accountable', 'doer'] } }
          : one,
      ),
    }));
    const difference = compareMatrices(base, other);
    expect(summaryOf(difference)).toBe('2\u00a0cases changées.');
    const row = difference.rows.find(differs);
    expect(
      row?.cells.filter((one) => one.changed).map(({ before, after }) => [before, after].map(partInWords)),
    ).toEqual([
      ['réalise et répond du résultat', 'réalise'],
      ['réalise', 'réalise et répond du résultat'],
    ]);
    expect(partInWords([])).toBe('aucune part');
  });

  it('of rows and columns: come, gone, renamed, moved; a row carried elsewhere moves no other', () => {
    const [first, second, third, ...rest] = base.activities;
    if (!first || !second || !third) throw new Error('the template has rows');
    const other = changed(({ actors }) => ({
      actors: actors
        .filter(({ key }) => key !== 'NA')
        .map((one) => (one.key === 'CO' ? { ...one, label: 'Commune' } : one)),
      activities: [
        second,
        third,
        { ...first, phase: 'renewal' },
        { ...third, key: 'neuve', label: 'Former les élus', cells: {} },
        ...rest.slice(1).map((one) => (one.key === 'a6' ? { ...one, label: 'Arrêter la liste' } : one)),
      ],
    }));
    const difference = compareMatrices(base, other);
    expect(summaryOf(difference)).toBe(
      '1\u00a0activité ajoutée, 1\u00a0activité retirée, 1\u00a0activité renommée, 1\u00a0activité déplacée, 1\u00a0acteur retiré et 1\u00a0acteur renommé.',
    );
    const told = difference.rows.flatMap((row) =>
      rowRemarks(row).map((remark) => `${row.before?.key ?? ''} ${remark}`),
    );
    expect(told).toEqual([
      'a4 retirée',
      ' ajoutée',
      'a6 renommée\u00a0: s’appelait «\u00a0Arrêter la liste des écoles\u00a0»',
      'a1 passée de «\u00a0Cadrage\u00a0» à «\u00a0Suite\u00a0»',
    ]);
    expect(difference.columns.flatMap(columnRemarks)).toEqual([
      'renommé\u00a0: s’appelait «\u00a0Collectivité\u00a0»',
      'retiré',
    ]);
    // What went away stands after what it followed.
    expect(difference.rows.slice(0, 4).map(({ before, after }) => (after ?? before)?.key)).toEqual([
      'a2',
      'a3',
      'a4',
      'neuve',
    ]);
  });

  it('rows of another key are told by their label, whatever its accents and capitals', () => {
    const other = changed(({ actors, activities }) => ({
      actors,
      activities: activities.map((one) => ({ ...one, key: `z${one.key}`, label: one.label.toUpperCase() })),
    }));
    const { activities, cells } = countDifferences(compareMatrices(base, other));
    expect([activities.added, activities.removed, activities.renamed, cells]).toEqual([0, 0, 30, 0]);
  });

  it('a row moved inside its phase is moved alone', () => {
    const other = changed(({ actors, activities }) => {
      const [first, ...others] = activities;
      return { actors, activities: first ? [...others.slice(0, 3), first, ...others.slice(3)] : [] };
    });
    const difference = compareMatrices(base, other);
    expect(difference.rows.filter(differs).map(({ before, remarks }) => [before?.key, remarks])).toEqual([
      ['a1', ['moved']],
    ]);
  });
});
