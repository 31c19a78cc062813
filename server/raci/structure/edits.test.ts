import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/server/errors';
import { normaliseMeanings, numbered, parties, phases } from '../domain';
import { raciTemplate } from '../template';
import type { Surroundings } from './edit';
import { edited } from './edits';
import { editStructureSchema, MAX_COLUMNS, MAX_ROWS, type StructureEdit } from './schema';
import {
  arrangedColumns,
  arrangedRows,
  lettersOfColumn,
  lettersOfRow,
  type Structure,
  shortOf,
} from './structure';

const { actors, activities } = raciTemplate('primary');
const start: Structure = {
  columns: actors.map((actor) => ({ ...actor, membershipId: null, hidden: false, holds: [] })),
  rows: activities.map(({ key, phase, label, cells }) => ({
    key,
    phase,
    label,
    hidden: false,
    cells: Object.fromEntries(
      Object.entries(cells)
        .filter(([, given]) => given.length > 0)
        .map(([actor, given]) => [actor, normaliseMeanings(given)]),
    ),
    holds: [],
  })),
};

let made = 0;
function around(): Surroundings {
  return {
    newKey: () => {
      made += 1;
      return `new-${made}`;
    },
    nameOf: (id) => (id.startsWith('p') ? `Personne ${id}` : undefined),
  };
}
const refusal = (work: () => unknown): AppError => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('accepted, but a refusal was expected');
};
const applied = (edit: StructureEdit, structure = start) => edited(structure, edit, around());
const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key);

describe('rows', () => {
  it('are added in their place, renamed, and moved to another phase', () => {
    const [first, second] = keysOf(start.rows);
    const added = applied({ kind: 'row.add', label: 'Nouvelle', phase: 'scoping', after: first ?? null });
    expect(keysOf(added.structure.rows).slice(0, 3)).toEqual([first, added.made[0], second]);
    const moved = applied(
      { kind: 'row.move', key: added.made[0] ?? '', phase: 'renewal', after: null },
      added.structure,
    );
    const ends = moved.structure.rows.filter(({ phase }) => phase === 'renewal');
    expect(ends[0]?.key).toBe(added.made[0]);
    expect(
      refusal(() => applied({ kind: 'row.move', key: first ?? '', phase: 'renewal', after: second ?? '' }))
        .code,
    ).toBe('invalid');
    expect(
      refusal(() => applied({ kind: 'row.rename', key: 'none', label: 'X' })).extra.fields,
    ).toHaveProperty(['edit.key']);
  });

  it('are split with their letters, right after', () => {
    const row = start.rows[4];
    const { structure, made } = applied({ kind: 'row.split', key: row?.key ?? '', label: 'Seconde moitié' });
    expect(structure.rows[5]).toEqual({ ...row, key: made[0], label: 'Seconde moitié' });
  });

  it('are removed with the letters that were announced, and never with answers or documents', () => {
    const row = start.rows[0];
    if (!row) throw new Error('no row');
    expect(lettersOfRow(row)).toBe(6);
    const { structure } = applied({ kind: 'row.remove', key: row.key, letters: 6 });
    expect(keysOf(structure.rows)).not.toContain(row.key);
    const surprise = refusal(() => applied({ kind: 'row.remove', key: row.key, letters: 5 }));
    expect([surprise.code, surprise.message]).toEqual([
      'conflict',
      expect.stringContaining('6\u00a0lettres'),
    ]);
    const held = {
      ...start,
      rows: start.rows.map((one) =>
        one === row ? { ...one, holds: ['2\u00a0réponses', '1\u00a0document'] } : one,
      ),
    };
    expect(refusal(() => applied({ kind: 'row.remove', key: row.key, letters: 6 }, held)).message).toMatch(
      /porte 2\u00a0réponses et 1\u00a0document\u00a0: masquez-la plutôt/,
    );
  });

  it('stop at the limit, and one stays visible', () => {
    const many: Structure = {
      ...start,
      rows: Array.from({ length: MAX_ROWS }, (_, at) => ({
        ...(start.rows[0] as Structure['rows'][number]),
        key: `r${at}`,
      })),
    };
    expect(
      refusal(() => applied({ kind: 'row.add', label: 'Une de trop', phase: 'scoping', after: null }, many))
        .message,
    ).toContain('au plus 200');
    expect(
      refusal(() => applied({ kind: 'visibility', rows: keysOf(many.rows), columns: [], hidden: true }, many))
        .message,
    ).toContain('au moins une activité');
  });
});

describe('columns', () => {
  const divided = applied({
    kind: 'column.divide',
    key: 'CO',
    into: [{ membershipId: 'p1' }, { label: 'Service éducation' }],
  });
  const inside = divided.structure;
  const [person = '', service = ''] = divided.made;

  it('hold people and functions inside an organisation, which alone answers for the result', () => {
    expect(keysOf(inside.columns).slice(2, 6)).toEqual(['CO', person, service, 'ED']);
    expect(inside.columns.slice(3, 5)).toMatchObject([
      { label: 'Personne p1', kind: 'person', party: 'authority', within: 'CO', membershipId: 'p1' },
      { label: 'Service éducation', short: 'SÉ', kind: 'function', party: 'authority', within: 'CO' },
    ]);
    expect(start.rows[0]?.cells.CO).toEqual(['accountable', 'doer']);
    expect(inside.rows[0]?.cells[person]).toEqual(['doer']);
    expect(lettersOfColumn(inside, service)).toBe(
      lettersOfColumn(start, 'CO') -
        start.rows.filter(({ cells }) => cells.CO?.includes('accountable')).length,
    );
  });

  it('move with what stands inside them, and what stands inside stays inside', () => {
    const moved = applied({ kind: 'column.move', key: 'CO', after: null }, inside).structure;
    expect(keysOf(moved.columns).slice(0, 4)).toEqual(['CO', person, service, 'AC']);
    const inner = applied({ kind: 'column.move', key: service, after: null }, inside).structure;
    expect(keysOf(inner.columns).slice(2, 5)).toEqual(['CO', service, person]);
    expect(refusal(() => applied({ kind: 'column.move', key: service, after: 'AC' }, inside)).code).toBe(
      'invalid',
    );
    expect(refusal(() => applied({ kind: 'column.move', key: 'AC', after: service }, inside)).code).toBe(
      'invalid',
    );
  });

  it('are split with the same letters; a copy of a person is a function', () => {
    const twice = applied({ kind: 'column.split', key: person, label: 'Suppléance' }, inside);
    expect(lettersOfColumn(twice.structure, twice.made[0] ?? '')).toBe(lettersOfColumn(inside, person));
    expect(twice.structure.columns.find(({ key }) => key === twice.made[0])).toMatchObject({
      kind: 'function',
      membershipId: null,
    });
  });

  it('are hidden with what stands inside, and shown with what they stand in', () => {
    const hidden = applied({ kind: 'visibility', rows: [], columns: ['CO'], hidden: true }, inside);
    expect(keysOf(hidden.structure.columns.filter((one) => one.hidden))).toEqual(['CO', person, service]);
    const shown = applied(
      { kind: 'visibility', rows: [], columns: [person], hidden: false },
      hidden.structure,
    );
    expect(keysOf(shown.structure.columns.filter((one) => one.hidden))).toEqual([service]);
  });

  it('refuse what has no place there', () => {
    const name = (within: string, membershipId: string) => () =>
      applied({ kind: 'column.name', within, inner: { membershipId }, after: null }, inside);
    expect(refusal(name('CO', 'stranger')).extra.fields).toHaveProperty(['edit.membershipId']);
    expect(refusal(name(person, 'p2')).extra.fields).toHaveProperty(['edit.within']);
    expect(
      refusal(() => applied({ kind: 'column.replace', key: 'AC', membershipId: 'p2' }, inside)).message,
    ).toContain('n’est pas une personne');
    expect(
      refusal(() => applied({ kind: 'column.remove', key: 'CO', letters: 0 }, inside)).message,
    ).toContain('retirez-les d’abord');
    const many = {
      ...start,
      columns: Array.from({ length: MAX_COLUMNS }, (_, at) => ({
        ...(start.columns[0] as Structure['columns'][number]),
        key: `c${at}`,
      })),
    };
    expect(
      refusal(() => applied({ kind: 'column.add', label: 'X', party: 'other', after: null }, many)).message,
    ).toContain('au plus 60');
  });

  it('have a short head of their own, or one made from their name', () => {
    expect(['Service éducation', 'Mairie', 'Direction des systèmes d’information', '–'].map(shortOf)).toEqual(
      ['SÉ', 'MAI', 'DSI', '–'],
    );
  });
});

describe('the schema', () => {
  const read = (edit: object) => editStructureSchema.safeParse({ structureVersion: 1, edit }).success;
  it('takes names of 1 to 200 characters and short heads of 6 at most', () => {
    const row = { kind: 'row.add', phase: 'scoping', after: null };
    expect(read({ ...row, label: 'x'.repeat(200) })).toBe(true);
    expect(read({ ...row, label: 'x'.repeat(201) })).toBe(false);
    expect(read({ ...row, label: '  ' })).toBe(false);
    const column = { kind: 'column.rename', key: 'AC', label: 'Académie' };
    expect(read({ ...column, short: 'ACADEM' })).toBe(true);
    expect(read({ ...column, short: 'ACADEMI' })).toBe(false);
    expect(read({ kind: 'column.burn', key: 'AC' })).toBe(false);
  });
});

describe('any sequence of edits', () => {
  /** An edit told by ranks, so that it means something whatever came before. */
  const rank = fc.nat({ max: 400 });
  const plan = fc.record({
    what: fc.constantFrom(
      'row.add',
      'row.rename',
      'row.move',
      'row.split',
      'row.remove',
      'column.add',
      'column.name',
      'column.rename',
      'column.move',
      'column.split',
      'column.divide',
      'column.replace',
      'column.remove',
      'visibility',
    ),
    one: rank,
    two: rank,
    phase: fc.constantFrom(...phases),
    party: fc.constantFrom(...parties),
    person: fc.constantFrom('p1', 'p2', 'p3', 'x'),
    hidden: fc.boolean(),
    alone: fc.boolean(),
  });
  type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never;

  function editOf(
    s: Structure,
    { what, one, two, phase, party, person, hidden, alone }: Plan,
  ): StructureEdit {
    const row = s.rows[one % s.rows.length]?.key ?? '';
    const column = s.columns[one % s.columns.length]?.key ?? '';
    const other = alone ? null : (s.columns[two % s.columns.length]?.key ?? null);
    const inPhase = s.rows.filter((each) => each.phase === phase && each.key !== row);
    const behind = alone ? null : (inPhase[two % Math.max(1, inPhase.length)]?.key ?? null);
    switch (what) {
      case 'row.add':
        return { kind: what, label: `Activité ${two}`, phase, after: behind };
      case 'row.rename':
        return { kind: what, key: row, label: `Renommée ${two}` };
      case 'row.move':
        return { kind: what, key: row, phase, after: behind };
      case 'row.split':
        return { kind: what, key: row, label: `Copie ${two}` };
      case 'row.remove': {
        const found = s.rows.find(({ key }) => key === row);
        return { kind: what, key: row, letters: found ? lettersOfRow(found) : 0 };
      }
      case 'column.add':
        return { kind: what, label: `Acteur ${two}`, party, after: other };
      case 'column.name':
        return {
          kind: what,
          within: column,
          inner: alone ? { membershipId: person } : { label: `Fonction ${two}` },
          after: null,
        };
      case 'column.rename':
        return { kind: what, key: column, label: `Renommé ${two}` };
      case 'column.move':
        return { kind: what, key: column, after: other };
      case 'column.split':
        return { kind: what, key: column, label: `Copie ${two}` };
      case 'column.divide':
        return { kind: what, key: column, into: [{ membershipId: person }, { label: `Fonction ${two}` }] };
      case 'column.replace':
        return { kind: what, key: column, membershipId: person };
      case 'column.remove':
        return { kind: what, key: column, letters: lettersOfColumn(s, column) };
      case 'visibility':
        return { kind: what, rows: [row], columns: other === null ? [] : [other], hidden };
    }
  }

  function expectSound(s: Structure) {
    const keys = [...keysOf(s.rows), ...keysOf(s.columns)];
    expect(new Set(keys).size).toBe(keys.length);
    expect(isDeepStrictEqual(s.rows, arrangedRows(s.rows))).toBe(true);
    expect(isDeepStrictEqual(s.columns, arrangedColumns(s.columns))).toBe(true);
    const shown = s.rows.map((row, position) => ({ ...row, position })).filter(({ hidden }) => !hidden);
    expect(numbered(shown).map(({ key, number }) => [key, number])).toEqual(
      shown.map(({ key }, at) => [key, at + 1]),
    );
    expect(shown.length).toBeGreaterThan(0);
    expect(s.columns.some(({ hidden }) => !hidden)).toBe(true);
    for (const { within, hidden, kind, membershipId } of s.columns) {
      const root = s.columns.find(({ key }) => key === within);
      expect(within === null || root?.within === null).toBe(true);
      expect(!hidden && root?.hidden === true).toBe(false);
      expect(membershipId === null || kind === 'person').toBe(true);
    }
    const columns = new Set(keysOf(s.columns));
    const cells = s.rows.flatMap((row) => Object.entries(row.cells));
    expect(cells.filter(([key]) => !columns.has(key))).toEqual([]);
    expect(cells.filter(([, given]) => normaliseMeanings(given).join() !== given.join())).toEqual([]);
  }

  it('keeps the matrix sound, and what can be taken back gives the same matrix again', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(plan, { minLength: 8, maxLength: 20 }), (plans) => {
        const surroundings = around();
        let here = start;
        for (const one of plans) {
          const edit = editOf(here, one);
          try {
            const { structure, inverse } = edited(here, edit, surroundings);
            expectSound(structure);
            accepted += 1;
            if (inverse)
              expect(isDeepStrictEqual(edited(structure, inverse, surroundings).structure, here)).toBe(true);
            here = structure;
          } catch (error) {
            // A refusal leaves the matrix as it was, and says what to mend.
            if (!(error instanceof AppError)) throw error;
            expect(error.message).toMatch(/[.!]$/);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(accepted).toBeGreaterThan(400);
  });
});
