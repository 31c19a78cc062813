import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CircuitMember,
  type CircuitSide,
  type CircuitState,
  checkCircuit,
  circuitSides,
  defaultCircuit,
  isComplete,
  nextMembers,
  signaturesBySide,
  turnOf,
} from './circuit';

const person = (membershipId: string) => ({ membershipId, name: `Personne ${membershipId}`, quality: null });

const member = (key: string, group: number, rest: Partial<CircuitMember> = {}): CircuitMember => ({
  key,
  group,
  kind: 'signer',
  side: 'state',
  organisation: null,
  designated: null,
  substitutes: [],
  ...rest,
});

const bipartite = ['authority', 'state'] as const;
const tripartite = ['authority', 'state', 'school'] as const;
const processing = ['authority', 'state', 'vendor'] as const;
const codes = (members: CircuitMember[], parties: readonly CircuitSide[] = bipartite) =>
  checkCircuit(members, parties).map(({ code }) => code);

describe('a circuit', () => {
  it('is by default the authority and the State together, after the establishment of a tripartite convention', () => {
    expect(nextMembers({ members: defaultCircuit(bipartite), done: [] }).map(({ side }) => side)).toEqual([
      'authority',
      'state',
    ]);
    const members = defaultCircuit(tripartite);
    expect(nextMembers({ members, done: [] }).map(({ side }) => side)).toEqual(['school']);
    expect(
      nextMembers({ members, done: [{ key: 'school', membershipId: null }] }).map(({ side }) => side),
    ).toEqual(['authority', 'state']);
    expect(nextMembers({ members: defaultCircuit(processing), done: [] })).toHaveLength(3);
    for (const parties of [bipartite, tripartite, processing])
      expect(checkCircuit(defaultCircuit(parties), parties)).toEqual([]);
  });

  it('says what is wrong with it', () => {
    const base = defaultCircuit(bipartite);
    expect(codes([])).toEqual(['no_signer_authority', 'no_signer_state']);
    expect(codes(base, tripartite)).toEqual(['no_signer_school']);
    expect(codes([...base, member('x', 1, { side: 'school' })])).toEqual(['no_school_party']);
    expect(codes(base, processing)).toEqual(['no_signer_vendor']);
    expect(codes([...base, member('x', 1, { side: 'vendor' })])).toEqual(['no_vendor_party']);
    expect(codes([...base, member('state', 2)])).toEqual(['same_key']);
    expect(codes([...base, member('x', 0)])).toEqual(['bad_group']);
    expect(codes([...base, member('x', 1, { kind: 'approver', designated: person('a') })])).toEqual([
      'approver_last',
    ]);
    expect(
      codes([...base.map((one) => ({ ...one, group: 2 })), member('x', 1, { kind: 'approver' })]),
    ).toEqual(['approver_unnamed']);
    expect(codes([...base, member('x', 1, { substitutes: [person('a')] })])).toEqual([
      'substitute_of_nobody',
    ]);
    expect(codes([...base, member('x', 1, { designated: person('a'), substitutes: [person('a')] })])).toEqual(
      ['own_substitute'],
    );
    expect(
      codes([
        ...base,
        member('x', 1, { designated: person('a') }),
        member('y', 2, { designated: person('a') }),
      ]),
    ).toEqual(['signs_twice']);
    expect(codes([...base, ...Array.from({ length: 20 }, (_, i) => member(`m${i}`, 1))])).toEqual([
      'too_long',
    ]);
  });

  it('lets a substitute act only where they are named, and says in whose place', () => {
    const members = [
      member('state', 1, { designated: person('recteur'), substitutes: [person('sg')] }),
      member('authority', 1, { side: 'authority' }),
    ];
    const turn = (membershipId: string, side: CircuitSide) =>
      turnOf({ members, done: [] }, 'signer', { side, membershipId });
    expect(turn('recteur', 'state')).toMatchObject({ ok: true, asSubstitute: false });
    expect(turn('sg', 'state')).toMatchObject({ ok: true, asSubstitute: true });
    expect(turn('autre', 'state')).toMatchObject({ ok: false, code: 'not_designated' });
    expect(turn('recteur', 'authority')).toMatchObject({ ok: true, member: { key: 'authority' } });
    expect(turnOf({ members, done: [] }, 'signer', { side: null, membershipId: 'dane' })).toMatchObject({
      ok: false,
      code: 'not_a_signatory',
    });
  });

  it('does not take two signatures from one hat, even when two places are open to it', () => {
    const members = [member('one', 1), member('two', 1), member('authority', 1, { side: 'authority' })];
    const first = turnOf({ members, done: [] }, 'signer', { side: 'state', membershipId: 'a' });
    expect(first).toMatchObject({ ok: true, member: { key: 'one' } });
    const done = [{ key: 'one', membershipId: 'a' }];
    expect(turnOf({ members, done }, 'signer', { side: 'state', membershipId: 'a' })).toMatchObject({
      ok: false,
      code: 'already_acted',
    });
    expect(turnOf({ members, done }, 'signer', { side: 'state', membershipId: 'b' })).toMatchObject({
      ok: true,
      member: { key: 'two' },
    });
  });
});

/** The simple model: a list of lists of names still awaited, emptied from the front. */
type Model = {
  waiting: { key: string; who: Set<string>; kind: string; side: string }[][];
  acted: Set<string>;
};

const anyPeople = ['a', 'b', 'c', 'd', 'e'];
const anyMember = fc.record({
  group: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('signer' as const, 'approver' as const),
  side: fc.constantFrom(...circuitSides),
  designated: fc.option(fc.constantFrom(...anyPeople), { nil: null }),
  substitutes: fc.uniqueArray(fc.constantFrom(...anyPeople), { maxLength: 2 }),
});
const anyCircuit = fc.array(anyMember, { minLength: 1, maxLength: 8 }).map((members) =>
  members.map(
    ({ designated, substitutes, ...one }, index): CircuitMember => ({
      ...one,
      key: `m${index}`,
      organisation: null,
      // An approver is always named; a substitute replaces someone.
      designated: designated ? person(designated) : one.kind === 'approver' ? person('a') : null,
      substitutes: designated ? substitutes.filter((id) => id !== designated).map(person) : [],
    }),
  ),
);
const anyAct = fc.record({
  who: fc.constantFrom(...anyPeople),
  side: fc.constantFrom(...circuitSides),
  kind: fc.constantFrom('signer' as const, 'approver' as const),
});

function modelOf(members: CircuitMember[]): Model {
  const groups = [...new Set(members.map(({ group }) => group))].sort((a, b) => a - b);
  return {
    waiting: groups.map((group) =>
      members
        .filter((one) => one.group === group)
        .map((one) => ({
          key: one.key,
          kind: one.kind,
          side: one.side,
          who: new Set(
            one.designated
              ? [one.designated, ...one.substitutes].map(({ membershipId }) => membershipId)
              : anyPeople,
          ),
        })),
    ),
    acted: new Set(),
  };
}

/** What the model says of an act, and carries out when it is accepted: the key of the member, or null. */
function playModel(model: Model, act: { who: string; side: string; kind: string }): string | null {
  if (model.acted.has(`${act.kind} ${act.who}`)) return null;
  const front = model.waiting[0] ?? [];
  const index = front.findIndex(
    (one) =>
      one.kind === act.kind && one.who.has(act.who) && (act.kind === 'approver' || one.side === act.side),
  );
  const taken = front[index];
  if (!taken) return null;
  front.splice(index, 1);
  if (front.length === 0) model.waiting.shift();
  model.acted.add(`${act.kind} ${act.who}`);
  return taken.key;
}

describe('10,000 random sequences of acts', () => {
  it('go as in the simple model: never out of order, never twice, complete exactly when nobody is awaited', () => {
    let completed = 0;
    let accepted = 0;
    fc.assert(
      fc.property(anyCircuit, fc.array(anyAct, { minLength: 1, maxLength: 30 }), (members, acts) => {
        const model = modelOf(members);
        let state: CircuitState = { members, done: [] };
        for (const act of acts) {
          const turn = turnOf(state, act.kind, { side: act.side, membershipId: act.who });
          const expected = playModel(model, act);
          expect(turn.ok ? turn.member.key : null).toBe(expected);
          if (!turn.ok) {
            expect(turn.message).toMatch(/\.$/);
            continue;
          }
          accepted += 1;
          state = { members, done: [...state.done, { key: turn.member.key, membershipId: act.who }] };
          expect(isComplete(state)).toBe(model.waiting.length === 0);
          const counts = Object.values(signaturesBySide(state));
          for (const { required, recorded } of counts) expect(recorded).toBeLessThanOrEqual(required);
        }
        if (isComplete(state)) completed += 1;
      }),
      { numRuns: 10_000 },
    );
    expect(accepted).toBeGreaterThan(5_000);
    expect(completed).toBeGreaterThan(100);
  });
});
