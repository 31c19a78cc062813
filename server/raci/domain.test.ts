import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toContentRaci } from './content';
import { cellOf, type Meaning, meanings, normaliseMeanings, phases, type RaciMatrix } from './domain';
import { formatLetters, letterSet, parseLetters } from './letters';
import { type Circumstances, canFreeze, checkMatrix } from './rules';
import { setCells as setCellsSchema } from './schema';
import { raciTemplate } from './template';

const accountableOf = (matrix: RaciMatrix, number: number) =>
  matrix.actors
    .filter((actor) =>
      cellOf(matrix.activities[number - 1] ?? { cells: {} }, actor.key).includes('accountable'),
    )
    .map((actor) => actor.key);

/** The matrix with one cell changed. */
const setCell = (matrix: RaciMatrix, number: number, key: string, given: Meaning[]): RaciMatrix => ({
  ...matrix,
  activities: matrix.activities.map((activity) =>
    activity.number === number ? { ...activity, cells: { ...activity.cells, [key]: given } } : activity,
  ),
});

const families = {
  key: 'FA',
  label: 'Familles',
  short: 'FA',
  party: 'other',
  kind: 'organisation',
  within: null,
} as const;

const codes = (matrix: RaciMatrix, circumstances: Circumstances = {}) =>
  checkMatrix(matrix, circumstances).map((problem) => [
    problem.code,
    problem.activityNumber,
    problem.actorKey,
  ]);

describe('letters', () => {
  it.each([
    ['AR', ['accountable', 'doer']],
    ['ra', ['accountable', 'doer']],
    [' r / a ', ['accountable', 'doer']],
    ['CC', ['consulted']],
    ['–', []],
    ['', []],
  ])('reads %j', (text, expected) => {
    expect(parseLetters(text)).toEqual({ ok: true, meanings: expected });
  });

  it('refuses another letter and names it', () => {
    const parsed = parseLetters('AX');
    expect(parsed.ok ? '' : parsed.message).toContain('« X »');
  });

  it('changes the letters and not the meaning', () => {
    const swapped = letterSet('ARCI');
    expect(parseLetters('A', swapped)).toEqual({ ok: true, meanings: ['doer'] });
    expect(formatLetters(['doer', 'accountable'], swapped)).toBe('RA');
    const parsed = parseLetters('R', letterSet('XYCI'));
    expect(parsed.ok ? '' : parsed.message).toContain('saisissez X, Y, C ou I');
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.subarray([...meanings]), (given) => {
        expect(parseLetters(formatLetters(given))).toEqual({ ok: true, meanings: normaliseMeanings(given) });
      }),
    );
  });
});

describe('default matrices', () => {
  it.each(['primary', 'secondary'] as const)('%s satisfies every rule, without a warning', (degree) => {
    const matrix = raciTemplate(degree);
    expect(matrix.actors).toHaveLength(8);
    expect(matrix.activities.map((activity) => activity.number)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    expect(checkMatrix(matrix)).toEqual([]);
    for (const phase of phases)
      expect(matrix.activities.some((activity) => activity.phase === phase)).toBe(true);
  });

  it('differ by who answers for data, register and breaches', () => {
    const primary = raciTemplate('primary');
    const secondary = raciTemplate('secondary');
    for (let number = 1; number <= 30; number += 1) {
      const moved = [7, 8, 24].includes(number);
      expect(accountableOf(secondary, number)).toEqual(moved ? ['DI'] : accountableOf(primary, number));
    }
    expect([7, 8, 24].map((number) => accountableOf(primary, number))).toEqual([['DS'], ['DS'], ['DS']]);
  });

  it('share the responsibilities as the source table does', () => {
    const matrix = raciTemplate('primary');
    const count = (key: string) =>
      matrix.activities.filter((activity) => cellOf(activity, key).includes('accountable')).length;
    expect(matrix.actors.map((actor) => [actor.key, count(actor.key)])).toEqual([
      ['AC', 9],
      ['DS', 6],
      ['CO', 12],
      ['ED', 0],
      ['DI', 2],
      ['DP', 0],
      ['EN', 0],
      ['NA', 1],
    ]);
  });
});

describe('rules', () => {
  const sound = raciTemplate('primary');

  it('asks for one accountable, and only one', () => {
    expect(codes(setCell(sound, 5, 'AC', ['doer']))).toEqual([['no_accountable', 5, null]]);
    expect(codes(setCell(sound, 5, 'CO', ['accountable', 'doer']))).toEqual([
      ['several_accountable', 5, 'CO'],
    ]);
  });

  it('asks for a doer', () => {
    expect(codes(setCell(sound, 13, 'ED', ['consulted']))).toEqual([['no_doer', 13, null]]);
  });

  it('never lets the data-protection officer be accountable', () => {
    const matrix = setCell(setCell(sound, 8, 'DS', ['doer']), 8, 'DP', ['accountable']);
    expect(codes(matrix)).toEqual([['dpo_accountable', 8, 'DP']]);
    expect(canFreeze(checkMatrix(matrix))).toBe(false);
  });

  it('warns of an actor without role, and of one who answers for too much', () => {
    const idle = { ...sound, actors: [...sound.actors, { ...families }] };
    expect(codes(idle)).toEqual([['actor_without_role', null, 'FA']]);
    expect(canFreeze(checkMatrix(idle))).toBe(true);
    expect(codes(sound, { share: 0.3 })).toEqual([['actor_overloaded', null, 'CO']]);
    expect(codes(sound, { share: 0.4 })).toEqual([]);
  });

  it('says something of an empty matrix', () => {
    expect(codes({ actors: sound.actors, activities: [] })).toEqual([['no_activity', null, null]]);
  });

  it('warns of a named person who left, and leads to what they were to do', () => {
    const named = { ...families, key: 'P1', label: 'Mme Morel', kind: 'person', within: 'CO' } as const;
    const matrix = (hasLeft: boolean) =>
      setCell({ ...sound, actors: [...sound.actors, { ...named, hasLeft }] }, 3, 'P1', ['doer']);
    expect(codes(matrix(true))).toEqual([['person_left', 3, 'P1']]);
    expect(codes(matrix(false))).toEqual([]);
    expect(canFreeze(checkMatrix(matrix(true)))).toBe(true);
  });

  it('warns of an activity of the current phase of which nobody has accepted its part', () => {
    const first = { activityKey: 'a1', actorKey: 'CO', meanings: ['doer', 'accountable'] as const };
    const others = ['a2', 'a3'].map((activityKey) => ({ ...first, activityKey }));
    const last = { activityKey: 'a4', actorKey: 'NA', meanings: ['accountable', 'doer'] as const };
    const now = (accepted: Circumstances['accepted'] = []) => codes(sound, { phase: 'scoping', accepted });
    expect(now().map(([code, number]) => [code, number])).toEqual(
      [1, 2, 3, 4].map((number) => ['nobody_confirmed', number]),
    );
    expect(now([first, ...others, last])).toEqual([]);
    // An acceptance holds for what the cell said then.
    expect(now([{ ...first, meanings: ['doer'] }, ...others, last])).toEqual([['nobody_confirmed', 1, 'DS']]);
    expect(codes(sound, { phase: null, accepted: [] })).toEqual([]);
  });

  it('names the letters of the académie', () => {
    const [problem] = checkMatrix(setCell(sound, 5, 'AC', ['doer']), { letters: letterSet('ARCI') });
    expect(problem?.message).toContain('Donnez R à un acteur');
  });

  it('agrees with a plain reading of the rules on any matrix', () => {
    const edits = fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 30 }),
        key: fc.constantFrom(...sound.actors.map((actor) => actor.key)),
        given: fc.subarray<Meaning>([...meanings]),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(edits, (list) => {
        const matrix = list.reduce((state, edit) => setCell(state, edit.number, edit.key, edit.given), sound);
        const problems = checkMatrix(matrix);
        const valid = matrix.activities.every((activity) => {
          const a = matrix.actors.filter((actor) => cellOf(activity, actor.key).includes('accountable'));
          const r = matrix.actors.some((actor) => cellOf(activity, actor.key).includes('doer'));
          return a.length === 1 && r && a[0]?.party !== 'dpo';
        });
        expect(canFreeze(problems)).toBe(valid);
        for (const problem of problems) expect(problem.message).toMatch(/\. .+\.$/);
      }),
    );
  });
});

describe('annexe A2', () => {
  it('carries phases, letters and legend, and leaves empty cells out', () => {
    const content = toContentRaci(raciTemplate('primary'));
    expect(content.phases.map((phase) => phase.activities.length)).toEqual([4, 6, 3, 5, 3, 4, 3, 2]);
    expect(content.phases[0]?.activities[0]?.cells).toEqual({ AC: 'C', DS: 'R', CO: 'AR', DI: 'C', EN: 'C' });
    expect(content.legend.map((one) => one.letter).join('')).toBe('RACI');
    expect(JSON.parse(JSON.stringify(content))).toEqual(content);
  });
});

describe('command', () => {
  it('accepts meanings in any order and refuses others', () => {
    const cell = { activityId: 'x', actorKey: 'AC', meanings: ['doer', 'accountable'], version: 1 };
    const read = (given: object) => setCellsSchema.safeParse({ cells: [given] });
    expect(setCellsSchema.parse({ cells: [cell] }).cells[0]?.meanings).toEqual(['accountable', 'doer']);
    expect(read({ ...cell, meanings: ['A'] }).success).toBe(false);
    expect(read({ ...cell, version: -1 }).success).toBe(false);
    expect(setCellsSchema.safeParse({ cells: [] }).success).toBe(false);
    expect(setCellsSchema.safeParse({ cells: Array(5_001).fill(cell) }).success).toBe(false);
  });
});
