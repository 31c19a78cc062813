import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRoles } from '@/server/access/roles';
import { type CircuitMember, defaultCircuit, signaturesBySide } from '@/server/signature/circuit';
import { lifecycleSteps, statusLabels } from './lifecycle';
import {
  availableActions,
  ballHolder,
  type ConventionAction,
  type ConventionFacts,
  type ConventionStatus,
  conventionActions,
  conventionStatuses,
  decide,
  isEditable,
  onceSignedStatuses,
  successorsOf,
  type TransitionActor,
  type TransitionPayload,
  transitions,
} from './transitions';

const sha256 = 'ab'.repeat(32);

/** A circuit on which these members have acted; the default one of a bipartite convention unless told. */
const signedBy = (keys: readonly string[], members = defaultCircuit(['authority', 'state'])) => {
  const circuit = { members, done: keys.map((key) => ({ key, membershipId: null })) };
  return { circuit, signatures: signaturesBySide(circuit) };
};

/** The hat under which the tests act, where a circuit names people. */
const membershipId = 'own-hat';

const approver: CircuitMember = {
  key: 'approver',
  group: 1,
  kind: 'approver',
  side: 'state',
  organisation: null,
  designated: { membershipId, name: 'Robin Martel', quality: null },
  substitutes: [],
};
const withApprover = [
  approver,
  ...defaultCircuit(['authority', 'state']).map((one) => ({ ...one, group: 2 })),
];

/** A convention on which every guard is satisfied; each test spoils one thing. */
function sound(status: ConventionStatus, changes: Partial<ConventionFacts> = {}): ConventionFacts {
  return {
    status,
    version: 3,
    today: '2026-09-15',
    draftedBy: 'academy',
    partiesComplete: { academy: true, authority: true },
    hasObject: true,
    schools: { total: 12, valid: 12 },
    missingVariables: [],
    opinions: [
      {
        kind: 'dpo',
        verdict: 'favourable',
        reservationsAnswered: true,
        dueOn: '2026-09-01',
        outdated: false,
      },
      { kind: 'legal', verdict: 'favourable', reservationsAnswered: true, dueOn: null, outdated: false },
    ],
    deliberation: {
      number: '2026-41',
      organ: 'Conseil municipal',
      sessionOn: '2026-06-30',
      object: 'Convention ENT',
      hasFile: true,
      transmittedOn: '2026-07-02',
      publishedOn: '2026-07-02',
      waiverReason: null,
    },
    textFrozen: { version: 1, sha256 },
    ...signedBy([]),
    circuitFindings: [],
    pendingDeposits: 0,
    seal: { exists: false, waitingFor: null },
    effectiveOn: '2026-09-01',
    endsOn: '2029-08-31',
    noticeMonths: 6,
    successor: null,
    ...changes,
  };
}

const payloads: Partial<Record<ConventionAction, TransitionPayload>> = {
  return_to_draft: { reason: 'À reprendre' },
  return_to_review: { reason: 'Article 12' },
  reopen_text: { reason: 'Erreur de date' },
  withdraw: { reason: 'Une école manque' },
  suspend: { reason: 'Décision du 1er octobre' },
  abandon: { reason: 'Projet retiré' },
  terminate: {
    reason: 'Changement de solution',
    noticeGivenOn: '2026-01-10',
    reversibilityPlan: 'Export puis effacement',
  },
  give_notice: {
    reason: 'Changement de solution',
    noticeGivenOn: '2026-01-10',
    reversibilityPlan: 'Export puis effacement',
  },
  withdraw_notice: { reason: 'Accord des parties du 3 septembre' },
  sign: { consent: true, sha256 },
  refuse: { reason: 'Erreur de date' },
  confirm_deposit: { memberKeys: ['authority'] },
};

/** Facts on which each act passes, whatever its guard. */
const favourable: Partial<Record<ConventionAction, Partial<ConventionFacts>>> = {
  approve: signedBy([], withApprover),
  refuse: signedBy([], withApprover),
  sign: signedBy(
    [],
    defaultCircuit(['authority', 'state', 'school', 'vendor']).map((one) => ({ ...one, group: 1 })),
  ),
  confirm_deposit: { pendingDeposits: 1 },
  seal: { ...signedBy(['state', 'authority']), seal: { exists: true, waitingFor: null } },
  expire: { endsOn: '2026-09-14' },
  withdraw_notice: { terminatesOn: '2027-09-01' },
  mark_renewed: { successor: { number: '25-2026-0008', signed: true } },
};

const attempt = (
  action: ConventionAction,
  changes: Partial<ConventionFacts> = {},
  payload = payloads[action],
) => {
  const row = transitions[action];
  const status = row.from[0] as ConventionStatus;
  const role = row.who[0] as TransitionActor['role'];
  return decide(
    sound(status, { ...favourable[action], ...changes }),
    { role, membershipId },
    action,
    payload,
  );
};

const codes = (decision: ReturnType<typeof decide>) =>
  decision.ok ? [] : decision.blockers.map((blocker) => blocker.code);

describe('the transition table', () => {
  it.each(conventionActions)('%s passes for each of its states and roles', (action) => {
    const row = transitions[action];
    for (const status of row.from) {
      for (const role of row.who) {
        const facts = sound(status, { draftedBy: 'authority', ...favourable[action] });
        const decision = decide(facts, { role, membershipId }, action, payloads[action]);
        expect(decision).toMatchObject({ ok: true, event: row.event });
        expect(decision.ok && row.targets.includes(decision.to)).toBe(true);
      }
    }
  });

  it('refuses every act to every other role and in every other state, with a sentence', () => {
    for (const action of conventionActions) {
      const row = transitions[action];
      for (const status of conventionStatuses) {
        for (const role of [...allRoles, 'system'] as const) {
          const allowed =
            (row.from as readonly string[]).includes(status) && (row.who as readonly string[]).includes(role);
          if (allowed) continue;
          const decision = decide(sound(status), { role }, action, payloads[action]);
          expect(decision.ok).toBe(false);
          expect(decision.ok ? '' : decision.code).toMatch(/forbidden|wrong_status/);
          expect(decision.ok ? '' : decision.message.length).toBeGreaterThan(20);
        }
      }
    }
  });

  it('refuses an act that does not exist', () => {
    expect(decide(sound('draft'), { role: 'academy_admin' }, 'delete')).toMatchObject({
      code: 'unknown_action',
    });
    expect(decide(sound('draft'), { role: 'academy_admin' }, 'toString')).toMatchObject({
      code: 'unknown_action',
    });
  });

  it('never lets a signed convention become editable again', () => {
    const reachable = new Set<ConventionStatus>();
    const visit = (status: ConventionStatus) => {
      for (const next of successorsOf(status)) {
        if (reachable.has(next)) continue;
        reachable.add(next);
        visit(next);
      }
    };
    visit('signed');
    expect([...reachable].filter((status) => isEditable(status))).toEqual([]);
    expect([...reachable].every((status) => (onceSignedStatuses as readonly string[]).includes(status))).toBe(
      true,
    );
  });

  it('reaches every state from the draft, and leaves only archived and abandoned without issue', () => {
    const reached = new Set<ConventionStatus>(['draft']);
    for (const status of reached) for (const next of successorsOf(status)) reached.add(next);
    expect([...reached].sort()).toEqual([...conventionStatuses].sort());
    expect(conventionStatuses.filter((status) => successorsOf(status).length === 0)).toEqual([
      'archived',
      'abandoned',
    ]);
  });

  it('keeps the operator, observers and readers out', () => {
    const actsOf = (role: string) =>
      conventionActions.filter((action) => (transitions[action].who as readonly string[]).includes(role));
    for (const role of ['operator', 'national_observer', 'reader']) expect(actsOf(role)).toEqual([]);
    // Those who advise only approve where a circuit names them; a head signs for the establishment,
    // a vendor for itself.
    for (const role of ['dsden', 'dpo', 'legal']) expect(actsOf(role)).toEqual(['approve', 'refuse']);
    for (const role of ['school_head', 'vendor']) expect(actsOf(role)).toEqual(['approve', 'refuse', 'sign']);
    const shown = (role: 'vendor' | 'authority_signatory') =>
      availableActions(sound('ready_to_sign'), { role, membershipId: 'm' }).map(({ action }) => action);
    expect(shown('vendor')).toEqual([]);
    expect(shown('authority_signatory')).toContain('sign');
  });

  it('shows an act of the circuit only to those whom the circuit names', () => {
    const acts = (hat: string) =>
      availableActions(sound('ready_to_sign', signedBy([], withApprover)), {
        role: 'legal',
        membershipId: hat,
      }).map(({ action }) => action);
    expect(acts(membershipId)).toEqual(['approve', 'refuse']);
    expect(acts('another-hat')).toEqual([]);
  });

  it('gives each act its own event, button and sentence', () => {
    const rows = conventionActions.map((action) => transitions[action]);
    expect(new Set(rows.map((row) => row.event)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.label)).size).toBe(rows.length);
    for (const row of rows) expect(row.consequence).toMatch(/\.$/);
  });
});

describe('guards', () => {
  it.each([
    [
      'submit_for_review',
      { partiesComplete: { academy: false, authority: true } },
      'party_academy_incomplete',
    ],
    [
      'submit_for_review',
      { partiesComplete: { academy: true, authority: false } },
      'party_authority_incomplete',
    ],
    ['submit_for_review', { hasObject: false }, 'object_missing'],
    ['submit_for_review', { schools: { total: 0, valid: 0 } }, 'no_valid_school'],
    ['submit_for_review', { schools: { total: 3, valid: 0 } }, 'no_valid_school'],
    ['send_to_partner', { opinions: [] }, 'opinion_missing_dpo'],
    [
      'accept_text',
      { missingVariables: [{ key: 'marche', label: 'référence du marché' }] },
      'variables_missing',
    ],
    ['accept_text', { effectiveOn: null }, 'effective_date_missing'],
    ['accept_text', { endsOn: '2026-09-14' }, 'term_passed'],
    ['mark_ready_to_sign', { deliberation: null }, 'deliberation_missing'],
    ['mark_ready_to_sign', { textFrozen: null }, 'text_not_frozen'],
    ['sign', { textFrozen: null }, 'text_not_frozen'],
    ['sign', signedBy(['state']), 'side_already_signed'],
    ['sign', signedBy([], withApprover), 'not_your_turn'],
    ['approve', signedBy(['approver'], withApprover), 'side_already_signed'],
    ['approve', signedBy([]), 'not_designated'],
    ['confirm_deposit', { pendingDeposits: 0 }, 'no_deposit'],
    ['confirm_deposit', signedBy(['authority']), 'side_already_signed'],
    ['confirm_deposit', signedBy([], withApprover), 'not_your_turn'],
    ['seal', signedBy(['state']), 'signatures_missing'],
    ['seal', { seal: { exists: false, waitingFor: 'timestamp' } }, 'seal_missing'],
    [
      'mark_ready_to_sign',
      { circuitFindings: [{ code: 'no_signer_state', message: 'Personne ne signe pour l’État.' }] },
      'no_signer_state',
    ],
    ['enter_into_force', { effectiveOn: '2026-09-16' }, 'effective_date_ahead'],
    ['enter_into_force', { effectiveOn: null }, 'effective_date_missing'],
    ['expire', { endsOn: '2026-09-15' }, 'term_ahead'],
    ['expire', { endsOn: null }, 'term_missing'],
    ['expire', { endsOn: '2026-09-14', successor: { number: 'x', signed: true } }, 'successor_signed'],
    ['mark_renewed', { successor: null }, 'successor_missing'],
    ['mark_renewed', { successor: { number: 'x', signed: false } }, 'successor_unsigned'],
    ['resume', { endsOn: '2026-09-14' }, 'term_passed'],
  ] as const)('%s is blocked by %j', (action, changes, code) => {
    expect(attempt(action).ok).toBe(true);
    const decision = attempt(action, changes);
    expect(codes(decision)).toContain(code);
    expect(decision.ok ? '' : decision.message).toContain('impossible');
  });

  it('lets only the party that drafted submit', () => {
    const actor = { role: 'authority_editor' } as const;
    expect(codes(decide(sound('draft'), actor, 'submit_for_review'))).toEqual(['not_drafter']);
    expect(decide(sound('draft', { draftedBy: 'authority' }), actor, 'submit_for_review').ok).toBe(true);
  });

  it('asks for an answer to reservations, and lets an unfavourable opinion pass with a warning', () => {
    const [dpo, legal] = sound('academic_review').opinions;
    if (!dpo || !legal) throw new Error('two opinions');
    const reserved = { ...dpo, verdict: 'with_reservations', reservationsAnswered: false } as const;
    expect(codes(attempt('send_to_partner', { opinions: [reserved, legal] }))).toEqual([
      'reservations_unanswered_dpo',
    ]);
    const answered = { ...reserved, reservationsAnswered: true };
    expect(attempt('send_to_partner', { opinions: [answered, legal] }).ok).toBe(true);
    const against = { ...legal, verdict: 'unfavourable', outdated: true } as const;
    const decision = attempt('send_to_partner', { opinions: [dpo, against] });
    expect(decision).toMatchObject({
      ok: true,
      warnings: [{ code: 'opinion_unfavourable_legal' }, { code: 'opinion_outdated_legal' }],
    });
  });

  it('says by how many days an opinion is late', () => {
    const opinions = [
      { kind: 'dpo', verdict: null, reservationsAnswered: true, dueOn: '2026-09-14', outdated: false },
    ] as const;
    const decision = attempt('send_to_partner', { opinions });
    expect(decision.ok ? [] : decision.blockers[0]?.message).toContain('en retard de 1 jour :');
  });

  it('accepts a délibération or a waiver with a reason, and names what is missing', () => {
    const { deliberation } = sound('awaiting_deliberation');
    if (!deliberation) throw new Error('a délibération');
    const nothing = {
      number: null,
      organ: null,
      sessionOn: null,
      object: null,
      hasFile: false,
      transmittedOn: null,
      publishedOn: null,
    };
    expect(
      codes(attempt('mark_ready_to_sign', { deliberation: { ...nothing, waiverReason: '  ' } })),
    ).toEqual(['deliberation_incomplete', 'deliberation_file_missing']);
    expect(
      attempt('mark_ready_to_sign', { deliberation: { ...nothing, waiverReason: 'Délégation au maire' } }),
    ).toMatchObject({
      ok: true,
      warnings: [],
    });
    expect(
      codes(attempt('mark_ready_to_sign', { deliberation: { ...deliberation, hasFile: false } })),
    ).toEqual(['deliberation_file_missing']);
  });

  it('warns, and does not block, when the délibération is not enforceable yet', () => {
    const { deliberation } = sound('ready_to_sign');
    if (!deliberation) throw new Error('a délibération');
    for (const changes of [{ transmittedOn: null }, { publishedOn: '2026-09-16' }]) {
      const decision = attempt('sign', { deliberation: { ...deliberation, ...changes } });
      expect(decision).toMatchObject({ ok: true, warnings: [{ code: 'deliberation_not_enforceable' }] });
    }
    expect(attempt('sign')).toMatchObject({ ok: true, warnings: [] });
  });

  it('counts signatures by side, in either order', () => {
    const facts = sound('ready_to_sign');
    const first = decide(facts, { role: 'authority_signatory' }, 'sign', payloads.sign);
    expect(first).toMatchObject({ ok: true, to: 'partially_signed' });
    const then = sound('partially_signed', signedBy(['authority']));
    expect(decide(then, { role: 'state_signatory' }, 'sign', payloads.sign)).toMatchObject({
      ok: true,
      to: 'awaiting_seal',
    });
    expect(codes(decide(then, { role: 'authority_signatory' }, 'sign', payloads.sign))).toEqual([
      'side_already_signed',
    ]);
  });

  it.each([
    [{ consent: false, sha256 }, 'consent_missing'],
    [{ consent: true, sha256: 'cd'.repeat(32) }, 'text_changed'],
    [{ consent: true }, 'text_changed'],
  ])('does not count a signature given as %j', (payload, code) => {
    expect(codes(attempt('sign', {}, payload))).toContain(code);
  });

  it('asks for reasons, notice and reversibility, field by field', () => {
    for (const action of [
      'return_to_draft',
      'return_to_review',
      'reopen_text',
      'withdraw',
      'suspend',
      'abandon',
      'terminate',
    ] as const) {
      expect(attempt(action, {}, { ...payloads[action], reason: ' ' })).toMatchObject({
        ok: false,
        code: 'input',
      });
      expect(attempt(action).ok).toBe(true);
    }
    const bare = attempt('terminate', {}, { reason: 'x' });
    expect(bare.ok ? [] : Object.keys(bare.fields)).toEqual(['noticeGivenOn', 'reversibilityPlan']);
  });

  it('withdraws what nobody has signed, and says why it is too late afterwards', () => {
    for (const role of ['academy_admin', 'authority_editor', 'authority_signatory'] as const)
      expect(decide(sound('ready_to_sign'), { role }, 'withdraw', payloads.withdraw)).toMatchObject({
        ok: true,
        to: 'academic_review',
        effects: ['close_signing', 'void_signatures', 'unfreeze_text'],
      });
    const signed = sound('partially_signed', signedBy(['state']));
    const refused = decide(signed, { role: 'authority_editor' }, 'withdraw', payloads.withdraw);
    expect(codes(refused)).toEqual(['already_signed']);
    expect(refused.ok ? '' : refused.message).toContain('déjà signé');
  });

  it('asks no opinion for a day that is over', () => {
    const submit = (dpoDueOn: string) => codes(attempt('submit_for_review', {}, { dpoDueOn }));
    expect(submit('2026-09-15')).toEqual([]);
    expect(submit('2026-09-14')).toEqual(['opinion_due_passed']);
  });

  it('shows the decider what reviewers maintain or still owe, without waiting for it', () => {
    const opinion = { verdict: null, reservationsAnswered: true, dueOn: '2026-10-01', outdated: false };
    const decision = attempt('send_to_partner', {
      opinions: sound('academic_review').opinions.map((one) => ({ ...one, maintained: 2 })),
      further: [{ ...opinion, kind: 'expert', name: 'l’avis de Camille Expert' }],
    });
    expect(decision.ok && decision.warnings.map(({ code }) => code)).toEqual([
      'reservations_maintained',
      'reservations_maintained',
      'further_opinion_awaited',
    ]);
    expect(decision.ok && decision.warnings[0]?.message).toContain('2\u00a0réserves sont maintenues');
  });

  it('waits for the end of the notice', () => {
    const terminate = (noticeGivenOn: string) =>
      codes(attempt('terminate', {}, { ...payloads.terminate, noticeGivenOn }));
    expect(terminate('2026-03-15')).toEqual([]);
    expect(terminate('2026-03-16')).toEqual(['notice_running']);
    expect(terminate('2026-09-16')).toEqual(['notice_in_future']);
    expect(terminate('2026-02-30')).toEqual(['notice_date_invalid']);
  });

  it('kills open signing links and signatures when the text is reopened', () => {
    const decision = decide(sound('partially_signed'), { role: 'academy_editor' }, 'reopen_text', {
      reason: 'Erreur',
    });
    expect(decision).toMatchObject({
      ok: true,
      to: 'academic_review',
      effects: ['close_signing', 'void_signatures', 'unfreeze_text'],
      warnings: [{ code: 'signatures_voided' }],
    });
  });
});

describe('what a screen shows', () => {
  it('shows an impossible act with its reason', () => {
    const actions = availableActions(sound('awaiting_deliberation', { deliberation: null }), {
      role: 'academy_editor',
    });
    const ready = actions.find((one) => one.action === 'mark_ready_to_sign');
    expect(ready?.blockers[0]?.message).toContain('La délibération n’est pas saisie');
    expect(actions.map((one) => one.action)).toEqual(['mark_ready_to_sign', 'reopen_text']);
    expect(availableActions(sound('awaiting_deliberation'), { role: 'reader' })).toEqual([]);
  });

  it('asks for the consent only when the act is made', () => {
    const [sign] = availableActions(sound('ready_to_sign'), { role: 'authority_signatory' });
    expect(sign).toMatchObject({ action: 'sign', blockers: [] });
  });

  it('says where the ball is', () => {
    const names = { academy: 'l’académie de Versailles', authority: 'la commune d’Argenteuil' };
    const holder = (facts: ConventionFacts) => ballHolder(facts, names).sentence;
    expect(holder(sound('draft'))).toBe('La balle est chez l’académie de Versailles.');
    expect(holder(sound('draft', { draftedBy: 'authority' }))).toBe(
      'La balle est chez la commune d’Argenteuil.',
    );
    expect(holder(sound('academic_review'))).toContain('l’académie de Versailles');
    expect(holder(sound('academic_review', { opinions: [] }))).toBe(
      'La balle est chez le délégué à la protection des données et le service juridique.',
    );
    expect(holder(sound('awaiting_deliberation', { deliberation: null }))).toContain(
      'la commune d’Argenteuil',
    );
    expect(holder(sound('awaiting_deliberation'))).toContain('l’académie de Versailles');
    expect(holder(sound('partially_signed', signedBy(['state'])))).toContain(
      'le signataire de la collectivité',
    );
    for (const status of conventionStatuses) {
      expect(holder(sound(status))).toMatch(/\.$/);
      expect(statusLabels[status].label).not.toBe('');
    }
  });

  it('draws the line of steps with the dates of the last pass', () => {
    const steps = lifecycleSteps({ status: 'ready_to_sign' }, [
      { status: 'draft', on: '2026-01-01' },
      { status: 'academic_review', on: '2026-02-01' },
      { status: 'partner_review', on: '2026-03-01' },
      { status: 'academic_review', on: '2026-04-01' },
      { status: 'partner_review', on: '2026-05-01' },
      { status: 'awaiting_deliberation', on: '2026-06-01' },
      { status: 'ready_to_sign', on: '2026-07-01' },
    ]);
    expect(steps.map((step) => [step.label, step.state, step.enteredOn])).toEqual([
      ['Rédaction', 'done', '2026-01-01'],
      ['Avis', 'done', '2026-04-01'],
      ['Relecture', 'done', '2026-05-01'],
      ['Délibération', 'done', '2026-06-01'],
      ['Signature', 'current', '2026-07-01'],
      ['En vigueur', 'todo', null],
    ]);
  });

  it('does not date a step that was left by going back, nor call a signed convention in force', () => {
    const back = lifecycleSteps({ status: 'academic_review' }, [
      { status: 'draft', on: '2026-01-01' },
      { status: 'academic_review', on: '2026-02-01' },
      { status: 'partner_review', on: '2026-03-01' },
      { status: 'academic_review', on: '2026-04-01' },
    ]);
    expect(back.map((step) => step.enteredOn)).toEqual(['2026-01-01', '2026-04-01', null, null, null, null]);
    const signed = lifecycleSteps({ status: 'signed' }, [{ status: 'signed', on: '2026-08-01' }]);
    expect(signed.at(-1)).toMatchObject({ state: 'todo', enteredOn: null, detail: 'Signée' });
    const stopped = lifecycleSteps({ status: 'abandoned' }, [
      { status: 'draft', on: '2026-01-01' },
      { status: 'abandoned', on: '2026-01-05' },
    ]);
    expect(stopped[0]).toMatchObject({ state: 'stopped', enteredOn: '2026-01-01' });
  });
});

describe('random walks', () => {
  const anyActor = fc.constantFrom<TransitionActor['role']>(...allRoles, 'system').map((role) => ({ role }));
  const anyChange = fc.record(
    {
      missingVariables: fc.constantFrom([], [{ key: 'x', label: 'champ' }]),
      schools: fc.constantFrom({ total: 1, valid: 1 }, { total: 1, valid: 0 }),
      endsOn: fc.constantFrom('2029-08-31', '2026-09-14', null),
      effectiveOn: fc.constantFrom('2026-09-01', '2027-09-01', null),
      deliberation: fc.constantFrom(null, sound('draft').deliberation),
      opinions: fc.constantFrom([], sound('draft').opinions),
      successor: fc.constantFrom(null, { number: 'x', signed: true }),
    },
    { requiredKeys: [] },
  );
  const anyPayload = fc.constantFrom<TransitionPayload>({}, ...Object.values(payloads));
  const anyStep = fc.record({
    // A guided step takes something possible, or blind walks would hardly ever reach a signature.
    guided: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    pick: fc.nat(),
    actor: anyActor,
    action: fc.constantFrom(...conventionActions),
    change: anyChange,
    payload: anyPayload,
  });

  it('stay inside the table, explain each refusal, and never reopen what is signed', () => {
    let signedRuns = 0;
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 30, maxLength: 60 }), (steps) => {
        let facts = sound('draft', { draftedBy: 'authority', pendingDeposits: 1 });
        let onceSigned = false;
        for (const step of steps) {
          const seen = step.guided ? facts : { ...facts, ...step.change };
          const possible = [...allRoles, 'system' as const].flatMap((role) =>
            availableActions(seen, { role })
              .filter((one) => one.blockers.length === 0 && one.action !== 'abandon')
              .map((one) => ({ actor: { role }, action: one.action, payload: payloads[one.action] })),
          );
          const acts = [...new Map(possible.map((one) => [one.action, one])).values()];
          const guided = step.guided ? acts[step.pick % acts.length] : undefined;
          const { actor, action, payload } = guided ?? step;
          const offered = availableActions(seen, actor).find((one) => one.action === action);
          const decision = decide(seen, actor, action, payload);
          if (!decision.ok) {
            expect(decision.message.trim()).not.toBe('');
            if (decision.code === 'blocked') expect(decision.blockers.length).toBeGreaterThan(0);
            continue;
          }
          // What is decided was offered, and without an obstacle.
          expect(offered?.blockers).toEqual([]);
          expect(successorsOf(facts.status)).toContain(decision.to);
          const done = facts.circuit.done.map(({ key }) => key);
          const side = actor.role === 'state_signatory' ? 'state' : 'authority';
          const given = action === 'sign' ? [side] : (payload?.memberKeys ?? []);
          const acted = decision.effects.includes('record_signature')
            ? signedBy([...done, ...given])
            : decision.effects.includes('void_signatures')
              ? signedBy([])
              : signedBy(done);
          // The seal is made beside the table; its act only counts once it exists.
          const seal = { exists: decision.to === 'awaiting_seal', waitingFor: null };
          facts = { ...facts, status: decision.to, ...acted, seal };
          if (decision.to === 'signed') {
            expect(acted.signatures.state.recorded + acted.signatures.authority.recorded).toBe(2);
            onceSigned = true;
            signedRuns += 1;
          }
          if (onceSigned) expect(isEditable(facts.status)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
    expect(signedRuns).toBeGreaterThan(10);
  });
});
