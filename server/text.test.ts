import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cleanLine, cleanText, email, forbiddenCharacter, isoDate, MAX_TEXT, phone } from './text';

const reasons = (result: { success: boolean; error?: z.ZodError }) =>
  result.error?.issues.map((issue) => issue.message).join(' ') ?? '';

describe('text that people enter', () => {
  it.each([
    '<script>alert(1)</script>',
    '{{objet}} $objet <%= objet %>',
    'שלום עולם \u202eabc',
    '👩‍🏫 école',
    'a\tb\nc',
  ])('keeps %j literally', (text) => {
    expect(cleanText().parse(text)).toBe(text);
  });

  it('turns every line end into one line feed', () => {
    expect(cleanText().parse('a\r\nb\rc\n')).toBe('a\nb\nc\n');
  });

  it.each(['a\u0000b', 'a\u0007', '\u001b[31m', '\u007f', '\u0085', '\ud800'])('refuses %j', (text) => {
    expect(reasons(cleanText().safeParse(text))).toContain('caractère de contrôle');
  });

  it('says where the forbidden character is, counting an emoji as one', () => {
    expect(forbiddenCharacter('👩é\u0000')).toEqual({ position: 3, code: 'U+0000' });
  });

  it('accepts 20,000 characters, emoji included, and not one more', () => {
    expect(cleanText().safeParse('é'.repeat(MAX_TEXT)).success).toBe(true);
    expect(cleanText().safeParse('🏫'.repeat(MAX_TEXT)).success).toBe(true);
    expect(reasons(cleanText().safeParse('é'.repeat(MAX_TEXT + 1)))).toContain('maximum');
  });

  it('asks for what is required', () => {
    const schema = cleanText({ required: 'Indiquez le motif.' });
    expect(reasons(schema.safeParse('  \n'))).toBe('Indiquez le motif.');
    expect(reasons(schema.safeParse(undefined))).toBe('Indiquez le motif.');
    expect(reasons(cleanText({ min: 10 }).safeParse('court'))).toContain('10');
  });

  it('keeps a line on one line, trimmed', () => {
    expect(cleanLine().parse('  Projet  ')).toBe('Projet');
    expect(reasons(cleanLine().safeParse('a\nb'))).toContain('une seule ligne');
    expect(reasons(cleanLine({ max: 3 }).safeParse('abcd'))).toContain('maximum');
  });

  it('checks dates, addresses and telephone numbers', () => {
    expect(isoDate().safeParse('2026-02-30').success).toBe(false);
    expect(isoDate().safeParse('2026-02-28').success).toBe(true);
    expect(email().parse(' DPD@Demo.invalid ')).toBe('dpd@demo.invalid');
    expect(email().safeParse('dpd@').success).toBe(false);
    expect(phone().safeParse('+33 1 30 83 40 00').success).toBe(true);
    expect(phone().safeParse('voir mairie').success).toBe(false);
  });

  it('describes itself as JSON Schema for the REST document', () => {
    const schema = z.object({ a: cleanText(), b: cleanLine(), c: isoDate() });
    expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ properties: { a: { type: 'string' } } });
  });
});
