import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRoles } from '@/server/access/roles';
import {
  type AafFacts,
  type AafStatus,
  aafStatuses,
  aafStatusLabels,
  type ChecklistCode,
  checklist,
  isLiving,
  unmet,
} from './domain';
import {
  type AafAction,
  aafActions,
  aafTransitions,
  availableActions,
  decide,
  successorsOf,
} from './transitions';

/** A school for which nothing is missing; each test spoils one thing. */
function sound(status: AafStatus, changes: Partial<AafFacts> = {}): AafFacts {
  return {
    status,
    uai: '0951099D',
    schoolName: 'École élémentaire Jules-Ferry',
    schoolState: 'open',
    productName: 'Solution A',
    productKind: 'ent',
    convention: {
      number: '25-2026-0007',
      status: 'in_force',
      listsSchool: true,
      sameProduct: true,
      withoutScan: false,
    },
    article28Reference: 'M-2026-12',
    registerReference: 'REG-44',
    conformityProof: 'Attestation du 3 mars 2026',
    livingElsewhere: null,
    policy: { article28: true, register: true, conformityProof: true },
    ...changes,
  };
}

const payload = { reason: 'Motif' };
const convention = (changes: Partial<NonNullable<AafFacts['convention']>>) => ({
  convention: {
    number: '25-2026-0007',
    status: 'in_force',
    listsSchool: true,
    sameProduct: true,
    withoutScan: false,
    ...changes,
  } as const,
});

describe('AAF attachment', () => {
  it.each(aafActions)('%s passes for each of its states and roles', (action) => {
    const row = aafTransitions[action];
    for (const status of row.from) {
      for (const role of row.who) {
        expect(decide(sound(status), { role }, action, payload)).toMatchObject({ ok: true, to: row.to });
      }
    }
  });

  it('refuses every act to every other role and in every other state, with a sentence', () => {
    for (const action of aafActions) {
      const row = aafTransitions[action];
      for (const status of aafStatuses) {
        for (const role of [...allRoles, 'system'] as const) {
          if (
            (row.from as readonly string[]).includes(status) &&
            (row.who as readonly string[]).includes(role)
          )
            continue;
          const decision = decide(sound(status), { role }, action, payload);
          expect(decision.ok ? '' : decision.code).toMatch(/forbidden|wrong_status/);
          expect(decision.ok ? '' : decision.message.length).toBeGreaterThan(20);
        }
      }
    }
    expect(decide(sound('requested'), { role: 'operator' }, 'constructor')).toMatchObject({
      code: 'unknown_action',
    });
  });

  it('goes the whole way, and back to a new request only once closed', () => {
    const way: AafAction[] = [
      'request',
      'check',
      'start_test',
      'attach',
      'suspend',
      'resume',
      'suspend',
      'detach',
    ];
    let status: AafStatus = 'not_requested';
    for (const action of way) {
      const role = aafTransitions[action].who[0] as 'academy_admin' | 'directory_operator';
      const decision = decide(sound(status), { role }, action, payload);
      expect(decision.ok).toBe(true);
      if (decision.ok) status = decision.to;
    }
    expect(status).toBe('detached');
    for (const one of aafStatuses) expect(successorsOf(one).includes('requested')).toBe(!isLiving(one));
  });

  it.each([
    [{ uai: '0951099A' }, 'uai_valid'],
    [{ schoolState: 'closed' }, 'school_open'],
    [{ schoolState: 'opening' }, 'school_open'],
    [{ productKind: 'school_life' }, 'product_is_ent'],
    [convention({ status: 'ready_to_sign' }), 'convention_signed'],
    [convention({ status: 'partially_signed' }), 'convention_signed'],
    [convention({ status: 'suspended' }), 'convention_signed'],
    [convention({ status: 'expired' }), 'convention_signed'],
    [convention({ listsSchool: false }), 'school_in_annex'],
    [convention({ sameProduct: false }), 'product_of_convention'],
    [{ livingElsewhere: '25-2025-0001' }, 'no_living_attachment'],
    [{ article28Reference: ' ' }, 'article28_reference'],
    [{ registerReference: null }, 'register_reference'],
    [{ conformityProof: null }, 'conformity_proof'],
  ] as [Partial<AafFacts>, ChecklistCode][])('stops a request on %j', (changes, code) => {
    const facts = sound('not_requested', changes);
    expect(unmet(facts).map((one) => one.code)).toEqual([code]);
    const decision = decide(facts, { role: 'academy_editor' }, 'request');
    expect(decision).toMatchObject({ ok: false, code: 'blocked', blockers: [{ code }] });
    expect(decision.ok ? '' : decision.message.length).toBeGreaterThan(30);
  });

  it('names every obstacle of a school without convention', () => {
    const missing = unmet(sound('not_requested', { convention: null })).map((one) => one.code);
    expect(missing).toEqual(['convention_signed', 'school_in_annex', 'product_of_convention']);
  });

  it('accepts a convention that is signed and waits for its effect date, and a school about to close', () => {
    expect(unmet(sound('not_requested', convention({ status: 'signed' })))).toEqual([]);
    expect(unmet(sound('not_requested', { schoolState: 'closing' }))).toEqual([]);
  });

  it('lets an académie lift its own conditions, never the hard ones', () => {
    const lifted = { policy: { article28: false, register: false, conformityProof: false } };
    const bare = { ...lifted, article28Reference: null, registerReference: null, conformityProof: null };
    expect(checklist(sound('requested', bare)).every((one) => one.kind === 'hard' && one.met)).toBe(true);
    expect(unmet(sound('requested', { ...bare, ...convention({ listsSchool: false }) }))).toHaveLength(1);
  });

  it('asks for a reason to reject, suspend and detach', () => {
    for (const [action, status] of [
      ['reject', 'requested'],
      ['suspend', 'attached'],
      ['detach', 'attached'],
    ] as const) {
      expect(decide(sound(status), { role: 'directory_operator' }, action, { reason: '  ' })).toMatchObject({
        code: 'input',
      });
      expect(decide(sound(status), { role: 'directory_operator' }, action, payload).ok).toBe(true);
    }
  });

  it('lets a school be detached when its convention has ended, but not resumed', () => {
    const ended = convention({ status: 'expired' });
    expect(decide(sound('suspended', ended), { role: 'directory_operator' }, 'detach', payload).ok).toBe(
      true,
    );
    expect(decide(sound('suspended', ended), { role: 'directory_operator' }, 'resume').ok).toBe(false);
  });

  it('shows an impossible act with its reason', () => {
    const actions = availableActions(sound('checked', { schoolState: 'closed' }), {
      role: 'directory_operator',
    });
    expect(actions.map((one) => [one.action, one.blockers.length])).toEqual([
      ['start_test', 1],
      ['reject', 0],
    ]);
    expect(availableActions(sound('requested'), { role: 'vendor' })).toEqual([]);
  });

  it('names every state in French', () => {
    for (const status of aafStatuses) expect(aafStatusLabels[status].label).not.toBe('');
  });

  it('never attaches a school whose convention is not signed with that UAI, whatever the acts', () => {
    const step = fc.record({
      role: fc.constantFrom(...allRoles),
      action: fc.constantFrom(...aafActions),
      signed: fc.boolean(),
      listed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let status: AafStatus = 'not_requested';
        for (const { role, action, signed, listed } of steps) {
          const facts = sound(
            status,
            convention({ status: signed ? 'signed' : 'draft', listsSchool: listed }),
          );
          const decision = decide(facts, { role }, action, payload);
          if (!decision.ok) {
            expect(decision.message).not.toBe('');
            continue;
          }
          expect(successorsOf(status)).toContain(decision.to);
          if (decision.to === 'attached') expect(signed && listed).toBe(true);
          status = decision.to;
        }
      }),
      { numRuns: 300 },
    );
  });
});
