import { describe, expect, it } from 'vitest';
import { allRoles } from '@/server/access/roles';
import { availableActions, type ConventionFacts, conventionStatuses } from '@/server/conventions/transitions';
import { defaultCircuit } from '@/server/signature/circuit';
import { conventionTask, firstSteps, groupTasks, sortDeadlines, type Task, transitionOf } from './domain';

const base: ConventionFacts = {
  status: 'draft',
  version: 1,
  today: '2026-11-22',
  draftedBy: 'academy',
  partiesComplete: { academy: true, authority: true },
  hasObject: true,
  schools: { total: 1, valid: 1 },
  missingVariables: [],
  opinions: [],
  deliberation: null,
  textFrozen: null,
  signatures: {
    state: { required: 1, recorded: 0 },
    authority: { required: 1, recorded: 0 },
    school: { required: 0, recorded: 0 },
    vendor: { required: 0, recorded: 0 },
  },
  circuit: { members: defaultCircuit(['authority', 'state']), done: [] },
  circuitFindings: [],
  pendingDeposits: 0,
  seal: { exists: false, waitingFor: null },
  effectiveOn: null,
  endsOn: null,
  noticeMonths: null,
  successor: null,
};
const opinion = (kind: 'dpo' | 'legal', verdict: 'favourable' | null, reservationsAnswered = true) => ({
  kind,
  verdict,
  reservationsAnswered,
  dueOn: null,
  outdated: false,
});
const given = [opinion('dpo', 'favourable'), opinion('legal', 'favourable')];
const deliberation = {
  number: '1',
  organ: 'CM',
  sessionOn: null,
  object: null,
  hasFile: true,
  transmittedOn: null,
  publishedOn: null,
  waiverReason: null,
};
const cases: ConventionFacts[] = conventionStatuses.flatMap((status) =>
  (['academy', 'authority'] as const).flatMap((draftedBy) =>
    [[], [opinion('dpo', null), opinion('legal', 'favourable')], given].flatMap((opinions) =>
      [null, deliberation].map((one) => ({ ...base, status, draftedBy, opinions, deliberation: one })),
    ),
  ),
);

describe('what waits in a convention', () => {
  it('leads each role only to acts that the transition table lets it make', () => {
    for (const facts of cases)
      for (const role of allRoles) {
        const kind = conventionTask(facts, role);
        const action = kind && transitionOf[kind];
        if (!action) continue;
        const possible = availableActions(facts, { role }).map((one) => one.action);
        expect([facts.status, role, possible.includes(action)]).toEqual([facts.status, role, true]);
      }
  });

  it('leaves nobody waiting: an open convention is on somebody’s dashboard', () => {
    const moving = ['draft', 'academic_review', 'partner_review', 'awaiting_deliberation', 'ready_to_sign'];
    for (const facts of cases.filter((one) => moving.includes(one.status))) {
      // A review without any opinion asked cannot happen: they are asked at submission.
      if (facts.status === 'academic_review' && facts.opinions.length === 0) continue;
      expect([facts.status, allRoles.some((role) => conventionTask(facts, role) !== null)]).toEqual([
        facts.status,
        true,
      ]);
    }
  });

  it.each([
    ['draft', {}, 'academy_editor', 'draft'],
    ['draft', { draftedBy: 'authority' }, 'academy_editor', null],
    ['draft', { draftedBy: 'authority' }, 'mutualising_body', 'draft'],
    ['academic_review', { opinions: [opinion('dpo', null)] }, 'dpo', 'opinion'],
    ['academic_review', { opinions: [opinion('dpo', null)] }, 'legal', null],
    ['academic_review', { opinions: [opinion('dpo', null)] }, 'academy_admin', null],
    ['academic_review', { opinions: given }, 'academy_admin', 'send'],
    [
      'academic_review',
      { opinions: [opinion('dpo', 'favourable', false), opinion('legal', 'favourable')] },
      'academy_admin',
      'reservations',
    ],
    ['partner_review', {}, 'authority_signatory', 'partner'],
    ['awaiting_deliberation', {}, 'authority_editor', 'deliberation_enter'],
    ['awaiting_deliberation', {}, 'authority_signatory', null],
    ['awaiting_deliberation', { deliberation }, 'academy_editor', 'deliberation_check'],
    ['ready_to_sign', {}, 'state_signatory', 'sign'],
    [
      'partially_signed',
      {
        circuit: {
          members: defaultCircuit(['authority', 'state']),
          done: [{ key: 'state', membershipId: null }],
        },
      },
      'state_signatory',
      null,
    ],
    ['suspended', {}, 'academy_admin', 'resume'],
    ['suspended', {}, 'academy_editor', null],
    ['in_force', {}, 'academy_admin', null],
  ] as const)('%s %o: %s → %s', (status, facts, role, kind) => {
    expect(conventionTask({ ...base, status, ...facts } as ConventionFacts, role)).toBe(kind);
  });
});

const task = (object: string, facts: Partial<Task> = {}): Task => ({
  id: object,
  object,
  detail: '',
  askedBy: null,
  since: '2026-11-01',
  dueOn: null,
  late: false,
  count: 1,
  href: '/',
  ...facts,
});

it('groups by act, in French, late things first', () => {
  const groups = groupTasks([
    { kind: 'sign', task: task('a') },
    { kind: 'opinion', task: task('b', { dueOn: '2026-12-01' }) },
    { kind: 'opinion', task: task('c', { dueOn: '2026-11-01', late: true }) },
    { kind: 'aaf_check', task: task('d', { count: 5 }) },
  ]);
  expect(groups.map((group) => group.label)).toEqual([
    '2\u00a0avis à rendre',
    '1\u00a0convention à signer',
    '5\u00a0écoles à vérifier pour l’AAF',
  ]);
  expect(groups[0]?.tasks.map((one) => one.object)).toEqual(['c', 'b']);
});

it('puts late deadlines before the next ones', () => {
  const on = (day: string, late = false) => ({
    id: day,
    kind: 'market_end' as const,
    on: day,
    late,
    object: '',
    detail: '',
    href: '',
  });
  const sorted = sortDeadlines([on('2027-01-01'), on('2026-12-01'), on('2026-10-01', true)]);
  expect(sorted.map((one) => one.on)).toEqual(['2026-10-01', '2026-12-01', '2027-01-01']);
});

it.each(allRoles)('tells %s three things to begin with', (role) => {
  const steps = firstSteps(role);
  expect(steps).toHaveLength(3);
  expect(new Set(steps.map((step) => step.label)).size).toBe(3);
});
