import jsQR from 'jsqr';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '../errors';
import type { ConventionContent } from './content';
import { fixtureConvention, fixtureSchools } from './fixtures';
import { sha256Hex } from './hash';
import { renderConventionHtml } from './html';
import { hasTool, pdfFonts, pdfInfo, pdfPixels, pdfText, qpdfComplaint } from './poppler';
import { closeDocumentWorkers, type RenderProgress, renderConventionPdf } from './render';

const poppler = await hasTool('pdftotext');
const qpdf = await hasTool('qpdf');
afterAll(closeDocumentWorkers);

/** Words in order, without the dashes that mark lists, nor what runs at the foot of pages. */
function words(text: string): string[] {
  return text
    .replace(/^Convention n°\s25-2026-0007 – version\s3$/gm, '')
    .replace(/^(PROJET|Page \d+ \/ \d+)$/gm, '')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '–');
}

function htmlToText(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(#?\w+);/g, (entity, name: string) => entities[name] ?? entity);
}

/** The words of each article, cut at the headings « Article n – ». */
function articles(text: string): string[][] {
  const body = text.slice(text.indexOf('Article 1 –'), text.lastIndexOf('Signatures'));
  return body.split(/(?=Article \d+ –)/).map(words);
}

describe('the worker', () => {
  test('gives bytes, their hash, the pages and the progress', async () => {
    const seen: RenderProgress[] = [];
    const pdf = await renderConventionPdf(fixtureConvention(12), { onProgress: (step) => seen.push(step) });
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.sha256).toBe(sha256Hex(pdf.bytes));
    expect(seen.map(({ percent }) => percent)).toEqual([5, 15, 40, 95, 100]);
    expect(seen[2]?.stage).toBe(`Écriture de ${pdf.pages} pages`);
  });

  test('the same content gives the same bytes, another text others', async () => {
    const [one, two, other] = await Promise.all([
      renderConventionPdf(fixtureConvention(40)),
      renderConventionPdf(fixtureConvention(40)),
      renderConventionPdf(fixtureConvention(40, { version: 4 })),
    ]);
    expect(two.bytes.equals(one.bytes)).toBe(true);
    expect(other.sha256).not.toBe(one.sha256);
  });

  test('twenty asked at once are twenty documents', async () => {
    const asked = Array.from({ length: 20 }, (_, index) => renderConventionPdf(fixtureConvention(5 + index)));
    const given = await Promise.all(asked);
    expect(new Set(given.map(({ sha256 }) => sha256)).size).toBe(20);
    for (const { bytes, sha256 } of given) expect(sha256Hex(bytes)).toBe(sha256);
  });

  test('the event loop goes on while 772 schools are rendered', async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);
    await renderConventionPdf(fixtureConvention(772));
    clearInterval(timer);
    // On this thread, the render would leave room for one or two ticks.
    expect(ticks).toBeGreaterThan(10);
  });

  test('what waits beyond the limit is refused in French, and the rest is served', async () => {
    const asked = Array.from({ length: 230 }, () =>
      renderConventionPdf(fixtureConvention(0, { articles: [] })),
    );
    const settled = Promise.allSettled(asked);
    expect((await asked[0])?.pages).toBeGreaterThan(1);
    // What still waits is refused when the threads are stopped, and the next document starts new ones.
    await closeDocumentWorkers();
    const reasons = (await settled).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    const refused = reasons.filter((reason) => reason instanceof AppError);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(30);
    expect(refused[0]).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/en préparation/),
    });
    expect((await renderConventionPdf(fixtureConvention(0))).pages).toBeGreaterThan(1);
  });
});

describe.runIf(poppler)('read by other people’s tools', () => {
  test('pages, metadata and fonts', async () => {
    const { bytes, pages } = await renderConventionPdf(fixtureConvention(100));
    const info = await pdfInfo(bytes);
    expect(info.get('Pages')).toBe(String(pages));
    expect(info.get('Title')).toMatch(/^Convention de partenariat/);
    expect(info.get('Author')).toBe('Académie de Versailles');
    expect(info.get('CreationDate')).toContain('Nov 22');
    expect(info.get('Page size')).toContain('A4');
    const fonts = await pdfFonts(bytes);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts)
      expect(font).toEqual({ embedded: true, name: expect.stringMatching(/SourceSans3/) });
    const text = await pdfText(bytes);
    for (let page = 1; page <= pages; page += 1) expect(text).toContain(`Page ${page} / ${pages}`);
    expect(text).not.toContain('PROJET');
  });

  test('a draft says PROJET on each page and carries no code', async () => {
    const content = fixtureConvention(60, { draft: true, demonstration: true });
    const { bytes, pages } = await renderConventionPdf(content);
    for (let page = 1; page <= pages; page += 1) {
      expect(await pdfText(bytes, { from: page, to: page })).toMatch(/^PROJET$/m);
    }
    const text = await pdfText(bytes);
    expect(text).toContain('Démonstration – les données de ce document sont fictives');
    expect(text).not.toContain('Vérifier ce document');
  });

  test('the PDF and the HTML have the same words in each article', async () => {
    const content = fixtureConvention(8);
    const { bytes } = await renderConventionPdf(content);
    const inPdf = articles(await pdfText(bytes));
    const inHtml = articles(htmlToText(renderConventionHtml(content)));
    expect(inPdf).toHaveLength(22);
    expect(inPdf).toEqual(inHtml);
  });

  test('all 772 schools are there, once, whole', async () => {
    const { bytes } = await renderConventionPdf(fixtureConvention(772));
    const text = await pdfText(bytes);
    const found = new Map<string, number>();
    for (const [uai] of text.matchAll(/\b095\d{4}[A-Z]\b/g)) found.set(uai, (found.get(uai) ?? 0) + 1);
    for (const { uai } of fixtureSchools(772)) expect(found.get(uai)).toBe(1);
    expect(found.size).toBe(772);
    expect(text.match(/Moulin/g)).toHaveLength(
      fixtureSchools(772).filter(({ name }) => name.includes('Moulin')).length,
    );
  });

  test('the QR codes of the cover and of the signatures lead to the verification page', async () => {
    const content = fixtureConvention(3);
    const { bytes } = await renderConventionPdf(content);
    const texts = (await pdfText(bytes)).split('\f');
    const signed = 1 + texts.findIndex((text) => text.includes('Pour la commune d’Argenteuil'));
    expect(signed).toBeGreaterThan(2);
    for (const page of [1, signed]) {
      expect(texts[page - 1]).toContain('Vérifier ce document');
      const { width, height, grey } = await pdfPixels(bytes, page, 110);
      const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
      for (const [index, shade] of grey.entries()) pixels.fill(shade, index * 4, index * 4 + 3);
      expect(jsQR(pixels, width, height)?.data).toBe(content.verificationUrl);
    }
  });

  test('hostile text comes out literally and breaks nothing', async () => {
    const long = 'ABCDEFGHIJ'.repeat(2000);
    const hostile: Partial<ConventionContent> = {
      title: '{{7*7}} <b>x</b> #{7*7}',
      preamble: 'nul [\u0000] droite \u202E gauche, moitié \uD800, privé \uE000',
      articles: [
        { key: 'a', number: 1, title: '<script>alert(1)</script>', body: '- =1+1\n- %s %d $(id) `x` \\n' },
        { key: 'b', number: 2, title: 'Écritures', body: 'שלום עולם et مرحبا puis 你好 日本 한국 fin 😀 🎉' },
        { key: 'c', number: 3, title: 'Long', body: `${long}\n\nAprès.` },
      ],
    };
    const { bytes } = await renderConventionPdf(fixtureConvention(1, hostile));
    const text = await pdfText(bytes);
    for (const literal of [
      '{{7*7}} <b>x</b> #{7*7}',
      '<script>alert(1)</script>',
      '=1+1',
      '%s %d $(id) `x` \\n',
    ]) {
      expect(text).toContain(literal);
    }
    expect(text).toContain('nul [[U+0000]] droite [U+202E] gauche, moitié \uFFFD, privé [U+E000]');
    for (const word of ['שלום', 'עולם', 'مرحبا', '你好', '日本', '한국', '😀', '🎉'])
      expect(text).toContain(word);
    expect(text.replace(/\s+/g, '').replace(/Conventionn°25-2026-0007–version3Page\d+\/\d+/g, '')).toContain(
      long,
    );
    const fonts = await pdfFonts(bytes);
    for (const font of fonts) expect(font.embedded).toBe(true);
  });

  test('endless names, empty annexes, many parties: every word is kept', async () => {
    const content = fixtureConvention(1);
    const [party] = content.parties;
    if (!party) throw new Error('fixture without party');
    const parties = Array.from({ length: 9 }, (_, index) => ({
      ...party,
      name: `Le syndicat numéro${index}`,
    }));
    const extreme = fixtureConvention(0, {
      parties,
      title: 'Titre '.repeat(400),
      raci: null,
      annexes: [],
      schools: [
        { ...fixtureSchools(1)[0], name: 'Nom '.repeat(900) } as ConventionContent['schools'][number],
      ],
    });
    const text = await pdfText((await renderConventionPdf(extreme)).bytes);
    expect(text.match(/Titre/g)).toHaveLength(400);
    expect(text.match(/\bNom\b/g)?.length).toBeGreaterThanOrEqual(900);
    for (let index = 0; index < 9; index += 1) expect(text).toContain(`Pour le syndicat numéro${index}`);
  });
});

describe.runIf(qpdf)('checked by qpdf', () => {
  test('plain, draft and many-script files are sound', async () => {
    for (const changes of [
      {},
      { draft: true },
      { preamble: 'שלום 你好 😀' },
    ] satisfies Partial<ConventionContent>[]) {
      const { bytes } = await renderConventionPdf(fixtureConvention(50, changes));
      expect(await qpdfComplaint(bytes)).toBeNull();
    }
  });
});
