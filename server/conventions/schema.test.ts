import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  answerReservation,
  createConvention,
  deliberation,
  opinion,
  sign,
  transition,
  updateArticle,
  updateConvention,
  updateVariables,
} from './schema';

const commands = {
  answerReservation,
  createConvention,
  deliberation,
  opinion,
  sign,
  transition,
  updateArticle,
  updateConvention,
  updateVariables,
};

/** Field → sentence, as a form shows them. */
function refusals(schema: z.ZodType, input: unknown): Record<string, string> {
  const result = schema.safeParse(input);
  return Object.fromEntries(
    (result.error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]),
  );
}

const sha256 = 'AB'.repeat(32);

describe('commands on a convention', () => {
  it('accept what is right and normalise it', () => {
    expect(commands.createConvention.parse({ projectId: 'p' })).toEqual({ projectId: 'p' });
    expect(commands.updateArticle.parse({ articleKey: 'objet', body: 'a\r\nb', version: 1 }).body).toBe(
      'a\nb',
    );
    expect(commands.updateConvention.parse({ version: 2, effectiveOn: null })).toEqual({
      version: 2,
      effectiveOn: null,
    });
    expect(commands.transition.parse({ action: 'suspend', version: 1, reason: 'x' }).action).toBe('suspend');
    expect(commands.sign.parse({ code: '123 456', consent: true, version: 3, sha256 })).toEqual({
      code: '123456',
      consent: true,
      version: 3,
      sha256: sha256.toLowerCase(),
    });
    expect(
      commands.updateVariables.parse({ values: [{ key: 'aipd', value: 'done', version: 0 }] }).values,
    ).toHaveLength(1);
    expect(commands.answerReservation.parse({ reservationId: 'r', answer: 'Fait' }).answer).toBe('Fait');
  });

  it.each([
    ['createConvention', {}, 'projectId'],
    ['createConvention', { projectId: 'p', effectiveOn: '2026-02-30' }, 'effectiveOn'],
    ['createConvention', { projectId: 'p', durationMonths: 0 }, 'durationMonths'],
    ['createConvention', { projectId: 'p', durationMonths: 1.5 }, 'durationMonths'],
    ['createConvention', { projectId: 'p', title: ' ' }, 'title'],
    ['updateConvention', { title: 'T' }, 'version'],
    ['updateConvention', { version: 1 }, ''],
    ['updateArticle', { articleKey: '../x', body: '', version: 1 }, 'articleKey'],
    ['updateArticle', { articleKey: 'objet', body: 'a\u0000', version: 1 }, 'body'],
    ['updateArticle', { articleKey: 'objet', body: 'a'.repeat(20_001), version: 1 }, 'body'],
    ['updateVariables', { values: [] }, 'values'],
    ['updateVariables', { values: [{ key: 'aipd', value: {}, version: 1 }] }, 'values.0.value'],
    ['transition', { action: 'delete', version: 1 }, 'action'],
    ['transition', { action: 'abandon', version: 0 }, 'version'],
    ['transition', { action: 'terminate', version: 1, noticeGivenOn: 'demain' }, 'noticeGivenOn'],
    ['opinion', { kind: 'dpo', verdict: 'with_reservations', answeredVersion: 1 }, 'reservations'],
    ['opinion', { kind: 'dpo', verdict: 'favourable', reservations: ['x'], answeredVersion: 1 }, 'verdict'],
    ['opinion', { kind: 'dpo', verdict: 'unfavourable', answeredVersion: 1 }, 'comment'],
    [
      'opinion',
      { kind: 'dpo', verdict: 'with_reservations', reservations: [' '], answeredVersion: 1 },
      'reservations.0',
    ],
    ['opinion', { kind: 'mayor', verdict: 'favourable', answeredVersion: 1 }, 'kind'],
    ['opinion', { kind: 'dpo', verdict: 'favourable' }, 'answeredVersion'],
    ['answerReservation', { reservationId: 'r', answer: '' }, 'answer'],
    ['deliberation', {}, 'number'],
    ['deliberation', { number: '1', sessionOn: '2026-06-30', transmittedOn: '2026-06-29' }, 'transmittedOn'],
    ['deliberation', { number: '1', sessionOn: '2026-06-30', publishedOn: '2026-06-29' }, 'publishedOn'],
    ['sign', { code: '12345', consent: true, version: 1, sha256 }, 'code'],
    ['sign', { code: '123456', consent: false, version: 1, sha256 }, 'consent'],
    ['sign', { code: '123456', consent: true, version: 1, sha256: 'zz' }, 'sha256'],
  ] as const)('%s refuses %j on its field, in French', (name, input, field) => {
    const refused = refusals(commands[name], input);
    expect(Object.keys(refused)).toContain(field);
    expect(refused[field]).toMatch(/^[A-ZÀÉÊ].*[.\w)]$/su);
    expect(refused[field]).not.toMatch(/\b(?:Invalid|expected|Required|received)\b/);
  });

  it('accept a délibération being entered, or a waiver', () => {
    expect(commands.deliberation.safeParse({ number: '2026-41' }).success).toBe(true);
    expect(commands.deliberation.safeParse({ waiverReason: 'Délégation au maire' }).success).toBe(true);
  });

  it('describe themselves as JSON Schema for the REST document', () => {
    for (const name of [
      'createConvention',
      'updateConvention',
      'transition',
      'opinion',
      'deliberation',
    ] as const) {
      expect(z.toJSONSchema(commands[name], { io: 'input' })).toMatchObject({ type: 'object' });
    }
  });
});
