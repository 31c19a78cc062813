import { describe, expect, it } from 'vitest';
import { recordsFor, type SpokenColumn, speaksFor } from './speaks';

const column = (party: SpokenColumn['party']): SpokenColumn => ({
  party,
  kind: 'organisation',
  membershipId: null,
});
const mayor = { role: 'authority_signatory', membershipId: 'm1' } as const;
const dane = { role: 'academy_editor', membershipId: 'm2' } as const;

describe('a column of the matrix', () => {
  it('is answered for by whoever acts for its party, and by nobody else', () => {
    expect(speaksFor(mayor, column('authority'))).toBe(true);
    expect(speaksFor(dane, column('authority'))).toBe(false);
    expect(speaksFor({ role: 'reader', membershipId: 'm3' }, column('other'))).toBe(false);
  });

  it('of a named person is theirs alone', () => {
    const person: SpokenColumn = { party: 'authority', kind: 'person', membershipId: 'm7' };
    expect(speaksFor(mayor, person)).toBe(false);
    expect(speaksFor({ role: 'legal', membershipId: 'm7' }, person)).toBe(true);
    expect(recordsFor(dane, person)).toBe(false);
    // Whoever was removed leaves the column to the party.
    expect(speaksFor(mayor, { ...person, membershipId: null })).toBe(true);
  });

  it('of a party without an account here is recorded by the académie', () => {
    expect(recordsFor(dane, column('teachers'))).toBe(true);
    expect(recordsFor(dane, column('authority'))).toBe(false);
    expect(recordsFor(mayor, column('teachers'))).toBe(false);
  });
});
