import { describe, expect, it } from 'vitest';
import { requestAttachments, transitionAttachments } from './schema';

const request = {
  uais: ['0951099D'],
  productId: 'p',
  conventionId: 'c',
  wantedOn: '2026-09-01',
  environment: 'production',
  eduConnect: true,
  gar: false,
  technicalContact: { name: 'Camille Exemple', email: 'C@Exemple.invalid' },
};

const fields = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }) =>
  result.error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('commands on attachments', () => {
  it('accept a request and normalise its contact', () => {
    expect(requestAttachments.parse(request)).toMatchObject({
      technicalContact: { email: 'c@exemple.invalid', phone: '' },
    });
  });

  it.each([
    [{ uais: [] }, 'uais'],
    [{ wantedOn: '2026-02-30' }, 'wantedOn'],
    [{ environment: 'staging' }, 'environment'],
    [{ eduConnect: 'oui' }, 'eduConnect'],
    [{ technicalContact: { name: ' ', email: 'c@exemple.invalid' } }, 'technicalContact.name'],
    [{ technicalContact: { name: 'C', email: 'c@' } }, 'technicalContact.email'],
  ])('refuse %j on its field', (changes, field) => {
    expect(fields(requestAttachments.safeParse({ ...request, ...changes }))).toContain(field);
  });

  it.each(['reject', 'suspend', 'detach'])('ask for a reason to %s', (action) => {
    expect(fields(transitionAttachments.safeParse({ ids: ['a'], action, reason: ' ' }))).toEqual(['reason']);
    expect(transitionAttachments.safeParse({ ids: ['a'], action, reason: 'Doublon' }).success).toBe(true);
  });

  it('refuse an act that is not one, and a request in disguise', () => {
    expect(fields(transitionAttachments.safeParse({ ids: ['a'], action: 'request' }))).toContain('action');
    expect(fields(transitionAttachments.safeParse({ ids: [], action: 'check' }))).toContain('ids');
    expect(transitionAttachments.safeParse({ ids: ['a'], action: 'check' }).success).toBe(true);
  });
});
