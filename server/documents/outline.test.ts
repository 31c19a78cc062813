import { expect, test } from 'vitest';
import { fixtureConvention } from './fixtures';
import { bodyBlocks, conventionOutline } from './outline';
import { visibleLine, visibleText } from './visible';

test('parts stand in reading order', () => {
  const ids = conventionOutline(fixtureConvention(2)).parts.map((part) => part.id);
  expect(ids.slice(0, 4)).toEqual(['parties', 'visas', 'preambule', 'article-1']);
  expect(ids.slice(-6)).toEqual([
    'signatures',
    'annexe-a1',
    'annexe-a2',
    'annexe-a3',
    'annexe-a4',
    'annexe-a5',
  ]);
});

test('a body is paragraphs and lists', () => {
  expect(bodyBlocks('Un.\nSuite.\n\nAvant\u00a0:\n- a\n- b\nAprès.\n\n\n- c')).toEqual([
    { type: 'paragraph', text: 'Un.\nSuite.' },
    { type: 'paragraph', text: 'Avant\u00a0:' },
    { type: 'list', items: ['a', 'b'] },
    { type: 'paragraph', text: 'Après.' },
    { type: 'list', items: ['c'] },
  ]);
  expect(bodyBlocks('  \n\n ')).toEqual([]);
});

test('a draft has no verification code and says what it is', () => {
  const draft = conventionOutline(fixtureConvention(1, { draft: true, demonstration: true }));
  expect(draft.verification).toBeNull();
  expect(draft.cover.mentions).toEqual([
    'PROJET – document de travail, sans valeur contractuelle',
    'Démonstration – les données de ce document sont fictives',
  ]);
  const final = conventionOutline(fixtureConvention(1));
  expect(final.cover.mentions).toEqual([]);
  expect(final.verification?.url).toContain('/verifier/');
});

test('a party whose presentation names it is not named twice', () => {
  const content = fixtureConvention(1);
  const [state] = content.parties;
  if (!state) throw new Error('fixture without party');
  const parties = [
    { ...state, presentation: `${state.name} (SIREN 123), représentée par le recteur` },
    state,
  ];
  const section = conventionOutline({ ...content, parties }).parts[0];
  const texts =
    section?.type === 'section' ? section.blocks.map((block) => 'text' in block && block.text) : [];
  expect(texts[1]).toBe('l’académie de Versailles (SIREN 123), représentée par le recteur');
  expect(texts[3]).toMatch(/^l’académie de Versailles, représentée par Mme/);
});

test('annex A1 counts schools in French and dates them as people do', () => {
  const part = (count: number, degree: 'primary' | 'secondary' = 'primary') =>
    conventionOutline(fixtureConvention(count, { degree })).parts.find(({ id }) => id === 'annexe-a1');
  expect(part(0)).toMatchObject({ caption: 'Aucune école', rows: [] });
  expect(part(1)).toMatchObject({ caption: '1\u00A0école' });
  expect(part(2, 'secondary')).toMatchObject({ caption: '2\u00A0établissements' });
  const table = part(1);
  expect(table?.type === 'table' && table.rows[0]?.at(-1)).toBe('01/09/2026');
});

test('what cannot be seen is spelled out, and what can be is kept', () => {
  expect(visibleText('a\u0000b\r\nc\td')).toBe('a[U+0000]b\nc d');
  expect(visibleText('\u202Eabc\u2066')).toBe('[U+202E]abc[U+2066]');
  expect(visibleText('\uD800x\uDC00 😀')).toBe('\uFFFDx\uFFFD 😀');
  expect(visibleText('{{7*7}} <b>x</b> שלום')).toBe('{{7*7}} <b>x</b> שלום');
  expect(visibleLine('  a \n b ')).toBe('a b');
});
