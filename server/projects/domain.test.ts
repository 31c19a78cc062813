import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conventionStatuses } from '@/server/conventions/facts';
import {
  datesFinding,
  leadingConvention,
  listChange,
  type StandingFacts,
  schoolRefusal,
  whereStands,
} from './domain';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const facts = (more: Partial<StandingFacts> = {}): StandingFacts => ({
  degree: 'primary',
  phase: 'scoping',
  closedOn: null,
  schools: 12,
  conventioned: 0,
  attached: 0,
  requested: 0,
  convention: null,
  ...more,
});
const inForce = { number: '25-2026-0007', status: 'in_force', since: '2026-09-01' } as const;

describe('whereStands', () => {
  it.each([
    [
      facts({ schools: 0 }),
      'Le projet ne compte encore aucune école ; aucune convention n’est encore rédigée.',
    ],
    [facts({ schools: 1 }), 'Le projet compte 1 école ; aucune convention n’est encore rédigée.'],
    [
      facts({ degree: 'secondary', schools: 0 }),
      'Le projet ne compte encore aucun établissement ; aucune convention n’est encore rédigée.',
    ],
    [
      facts({ convention: { number: '25-2026-0007', status: 'academic_review', since: '2026-11-03' } }),
      'Le projet compte 12 écoles ; la convention 25-2026-0007 est en examen à l’académie depuis le 3 novembre 2026.',
    ],
    [
      facts({ convention: inForce, conventioned: 10, attached: 3, requested: 2 }),
      'Le projet compte 12 écoles ; la convention 25-2026-0007 est en vigueur depuis le 1er septembre 2026 et en couvre 10 ; 3 sont accrochées à l’AAF, 2 demandes d’accrochage en cours.',
    ],
    [
      facts({ convention: inForce, conventioned: 12 }),
      'Le projet compte 12 écoles ; la convention 25-2026-0007 est en vigueur depuis le 1er septembre 2026 et les couvre toutes ; aucune n’est encore accrochée à l’AAF.',
    ],
    [
      facts({ convention: inForce, conventioned: 12, attached: 12 }),
      'Le projet compte 12 écoles ; la convention 25-2026-0007 est en vigueur depuis le 1er septembre 2026 et les couvre toutes ; toutes sont accrochées à l’AAF.',
    ],
    [
      facts({ degree: 'secondary', schools: 1, convention: inForce, conventioned: 1, attached: 1 }),
      'Le projet compte 1 établissement ; la convention 25-2026-0007 est en vigueur depuis le 1er septembre 2026 et couvre cet établissement ; 1 est accroché à l’AAF.',
    ],
    [
      facts({ closedOn: '2026-07-01' }),
      'Le projet est clos depuis le 1er juillet 2026 ; il comptait 12 écoles.',
    ],
  ])('says where a project stands %#', (given, sentence) => {
    expect(plain(whereStands(given))).toBe(sentence);
  });

  it('always makes one sentence, whatever the facts', () => {
    const count = fc.nat({ max: 900 });
    const convention = fc.option(
      fc.record({
        number: fc.constant('25-2026-0001'),
        status: fc.constantFrom(...conventionStatuses),
        since: fc.constant('2026-10-01'),
      }),
    );
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        convention,
        (schools, conventioned, attached, requested, its) => {
          const said = whereStands(facts({ schools, conventioned, attached, requested, convention: its }));
          expect(said).toMatch(/^Le projet [^.]+\.$/);
          expect(said).not.toMatch(/undefined|null|NaN| {2}/);
        },
      ),
    );
  });
});

it('takes the convention that is furthest on its way, then the latest', () => {
  const draft = { status: 'draft', since: '2026-10-01' } as const;
  const ended = { status: 'expired', since: '2026-11-01' } as const;
  const older = { status: 'in_force', since: '2024-09-01' } as const;
  const newer = { status: 'in_force', since: '2026-09-01' } as const;
  expect(leadingConvention([])).toBeNull();
  expect(leadingConvention([ended, draft])).toBe(draft);
  expect(leadingConvention([older, draft, newer])).toBe(newer);
});

it('finds what a new list adds and removes', () => {
  expect(listChange(['A', 'B'], ['B', 'C', 'C'])).toEqual({ added: ['C'], removed: ['A'] });
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.uniqueArray(fc.string()), (current, wanted) => {
      const { added, removed } = listChange(current, wanted);
      const result = new Set([...current.filter((one) => !removed.includes(one)), ...added]);
      expect(result).toEqual(new Set(wanted));
    }),
  );
});

it('refuses the other degree, another académie and a closed school, in that order', () => {
  const project = { degree: 'primary', academyCode: '25', academyName: 'académie de Versailles' } as const;
  const school = {
    uai: '0951099D',
    name: 'École',
    degree: 'primary',
    academyCode: '25',
    state: 'open',
  } as const;
  expect(schoolRefusal(school, project)).toBeNull();
  expect(schoolRefusal({ ...school, state: 'closing' }, project)).toBeNull();
  expect(schoolRefusal({ ...school, degree: 'secondary' }, project)).toContain('second degré');
  expect(schoolRefusal({ ...school, academyCode: '14' }, project)).toContain('académie de Versailles');
  expect(schoolRefusal({ ...school, state: 'closed' }, project)).toContain('fermée');
});

it('refuses a project that ends before it starts', () => {
  expect(datesFinding('2026-09-01', '2026-08-31')).toContain('précède');
  expect(datesFinding('2026-09-01', '2026-09-01')).toBeNull();
  expect(datesFinding(null, '2026-08-31')).toBeNull();
});
