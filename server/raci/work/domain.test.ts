import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phases } from '../domain';
import { actsFrom, isLate, phaseProposal, workActs, workStates, worksOn, workTransitions } from './domain';
import { loadOf } from './load';

const states = fc.constantFrom(...workStates);

describe('the state of an activity', () => {
  it('can be left from every state, and done is opened again', () => {
    for (const state of workStates) expect(actsFrom(state).length).toBeGreaterThan(0);
    expect(actsFrom('done')).toEqual(['reopen']);
    expect(actsFrom('blocked')).toEqual(['resume', 'finish', 'reset']);
    for (const act of workActs) expect(workTransitions[act].from).not.toContain(workTransitions[act].to);
    expect(workActs.filter((act) => workTransitions[act].asksWhy)).toEqual(['block']);
  });

  it('is late from the day after, unless it is done', () => {
    const due = { state: 'to_do', dueOn: '2026-11-22' } as const;
    expect(isLate(due, '2026-11-22')).toBe(false);
    expect(isLate(due, '2026-11-23')).toBe(true);
    expect(isLate({ ...due, state: 'done' }, '2026-11-23')).toBe(false);
    expect(isLate({ ...due, dueOn: null }, '2026-11-23')).toBe(false);
  });

  it('is told by who does or answers, not by who is consulted or informed', () => {
    const mayor = { role: 'authority_signatory', membershipId: 'm1' } as const;
    const column = { party: 'authority', kind: 'organisation', membershipId: null } as const;
    expect(worksOn(mayor, [{ meanings: ['accountable'], column }])).toBe(true);
    expect(worksOn(mayor, [{ meanings: ['doer', 'informed'], column }])).toBe(true);
    expect(worksOn(mayor, [{ meanings: ['consulted', 'informed'], column }])).toBe(false);
    const academy = { ...column, party: 'academy' as const };
    expect(worksOn(mayor, [{ meanings: ['doer'], column: academy }])).toBe(false);
    const person = { ...column, kind: 'person' as const, membershipId: 'm2' };
    expect(worksOn(mayor, [{ meanings: ['doer'], column: person }])).toBe(false);
    expect(worksOn({ role: 'legal', membershipId: 'm2' }, [{ meanings: ['doer'], column: person }])).toBe(
      true,
    );
  });
});

describe('the phase that the work proposes', () => {
  const going = (...all: [(typeof phases)[number], (typeof workStates)[number]][]) =>
    all.map(([phase, state]) => ({ phase, state }));

  it('is the next one when all of the present one is done', () => {
    expect(phaseProposal('scoping', going(['scoping', 'done'], ['convention', 'to_do']))).toEqual({
      from: 'scoping',
      to: 'convention',
      why: 'phase_done',
      count: 1,
    });
    expect(phaseProposal('scoping', going(['scoping', 'blocked'], ['convention', 'to_do']))).toBeNull();
    // A phase without an activity, or done already, is passed over.
    expect(
      phaseProposal('scoping', going(['scoping', 'done'], ['procurement', 'done'], ['support', 'to_do'])),
    ).toMatchObject({ to: 'support' });
    expect(phaseProposal('renewal', going(['renewal', 'done']))).toBeNull();
  });

  it('is a later one that has begun', () => {
    expect(
      phaseProposal('scoping', going(['scoping', 'to_do'], ['deployment', 'in_progress'])),
    ).toMatchObject({ to: 'deployment', why: 'later_started', count: 1 });
    expect(
      phaseProposal('deployment', going(['scoping', 'in_progress'], ['deployment', 'to_do'])),
    ).toBeNull();
  });

  it('is always a later one that has activities, and none when nothing is begun', () => {
    const activities = fc.array(fc.record({ phase: fc.constantFrom(...phases), state: states }));
    fc.assert(
      fc.property(fc.constantFrom(...phases), activities, (phase, all) => {
        const proposal = phaseProposal(phase, all);
        if (all.every(({ state }) => state === 'to_do')) expect(proposal).toBeNull();
        if (!proposal) return;
        expect(phases.indexOf(proposal.to)).toBeGreaterThan(phases.indexOf(phase));
        expect(all.some((one) => one.phase === proposal.to)).toBe(true);
        expect(proposal.count).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the load of an actor', () => {
  const line = (phase: (typeof phases)[number], meanings: ('accountable' | 'doer' | 'informed')[]) => ({
    phase,
    state: 'to_do' as const,
    late: false,
    parts: [{ actorKey: 'CO', meanings }],
  });
  const actors = [{ key: 'CO', label: 'Collectivité', short: 'CO' }];

  it('counts each letter once, its share against the setting, and the work it does or answers for', () => {
    const lines = [
      line('scoping', ['accountable', 'doer']),
      line('scoping', ['accountable']),
      line('convention', ['accountable']),
      line('convention', ['informed']),
      line('support', []),
    ];
    const [all] = loadOf(actors, lines, 0.5);
    expect(all).toMatchObject({ letters: 5, activities: 4, share: 0.6, over: true });
    expect(all?.counts).toEqual({ accountable: 3, doer: 1, consulted: 0, informed: 1 });
    expect(all?.work.total).toBe(3);
    expect(loadOf(actors, lines, 0.6)[0]?.over).toBe(false);
    const [scoping] = loadOf(actors, lines, 0.5, 'scoping');
    expect(scoping).toMatchObject({ activities: 2, share: 1, over: false });
    expect(loadOf(actors, [], 0.5)[0]).toMatchObject({ share: 0, letters: 0 });
  });
});
