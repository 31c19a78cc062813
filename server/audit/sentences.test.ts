import { expect, it } from 'vitest';
import { aafActions, aafTransitions } from '../aaf/transitions';
import { conventionActions, transitions } from '../conventions/table';
import { factChanges } from './fact-changes';
import { sentenceOf } from './sentences';

const row = (action: string, after: unknown = {}, before: unknown = {}) => ({
  action,
  objectType: 'Project',
  before,
  after,
});
const unknown = sentenceOf(row('nothing.known'));

it('shows an action without sentence by its code, rather than hide it', () => {
  expect(unknown).toContain('nothing.known');
});

it.each([
  ...aafActions.map((action) => aafTransitions[action].event),
  ...conventionActions.map((action) => transitions[action].event),
])('has a sentence for %s', (event) => {
  expect(sentenceOf(row(event))).not.toContain(event);
});

it('counts in French, and gives the reason', () => {
  expect(sentenceOf(row('project.schools_set', { added: ['A'], removed: ['B', 'C'] }))).toBe(
    'a modifié la liste des écoles (1\u00a0ajoutée, 2\u00a0retirées)',
  );
  expect(sentenceOf(row('aaf.rejected', { reason: 'Dossier incomplet' }))).toBe(
    'a refusé la demande\u00a0: Dossier incomplet',
  );
});

it('names the facts that changed, in words, and nothing else', () => {
  const changes = factChanges(
    row(
      'project.updated',
      { phase: 'deployment', startsOn: '2026-09-01', carrierId: 'x' },
      { phase: 'scoping' },
    ),
  );
  expect(changes).toEqual([
    { label: 'Phase', before: 'cadrage', after: 'déploiement' },
    { label: 'Début', before: '', after: '1er septembre 2026' },
  ]);
  expect(factChanges(row('x', null, null))).toEqual([]);
  expect(factChanges(row('x', { added: Array.from({ length: 30 }, (_, i) => `U${i}`) }))[0]?.after).toMatch(
    /U19 et 10\u00a0autres$/,
  );
});
