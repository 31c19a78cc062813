import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { fixtureConvention } from './fixtures';
import { ConventionDocumentView, renderConventionHtml } from './html';

const content = fixtureConvention(30);
const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;

test('the file is complete, French and stands alone', () => {
  const html = renderConventionHtml(content);
  expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">/);
  expect(html).toContain('<title>Convention de partenariat pour le déploiement');
  expect(html).toContain('@media print');
  expect(html).not.toMatch(/<script|<link|<img|@import|url\(/);
  expect(count(html, /<h1/g)).toBe(1);
});

test('headings, lists and tables are real', () => {
  const html = renderConventionHtml(content);
  expect(html).toContain('<h3 id="doc-article-12">Article 12 – Données à caractère personnel</h3>');
  expect(count(html, /<h3 id="doc-article-/g)).toBe(22);
  expect(count(html, /<caption>/g)).toBe(2);
  expect(count(html, /<th scope="row">/g)).toBe(30 + 30);
  expect(count(html, /<th scope="rowgroup" colspan="10"/g)).toBe(8);
  expect(html).toContain('<abbr title="répond du résultat, réalise">AR</abbr>');
  expect(html).toContain('<a href="https://accordent.exemple.fr/verifier/');
});

test('the view of a page is the same tree, one heading level lower', () => {
  const view = renderToStaticMarkup(<ConventionDocumentView content={content} level={1} />);
  const plain = view
    .replaceAll('&#x27;', '&#39;')
    .replaceAll('<br/>', '<br>')
    .replace(/ (colSpan|tabIndex)=/g, (name) => name.toLowerCase());
  expect(renderConventionHtml(content).includes(plain)).toBe(true);
  const lower = renderToStaticMarkup(<ConventionDocumentView content={content} />);
  expect(lower).not.toContain('<h1');
  expect(lower).toContain('<h4 id="doc-article-1">');
});

test('hostile text comes out as text', () => {
  const html = renderConventionHtml(
    fixtureConvention(1, {
      title: '<script>alert(1)</script> {{7*7}} "x" \'y\' &amp;',
      verificationUrl: 'javascript:alert(1)',
      annexes: [{ code: '"><b>', title: 'a\u0000b\u202Ec', body: '- <img src=x onerror=alert(1)>' }],
    }),
  );
  expect(html).not.toMatch(/<script|<img|href="javascript|<b>/);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} &quot;x&quot; &#39;y&#39; &amp;amp;');
  expect(html).toContain('a[U+0000]b[U+202E]c');
  expect(html).toContain('<li>&lt;img src=x onerror=alert(1)&gt;</li>');
});

test('a nonce is put on the style, and cannot break out of it', () => {
  expect(renderConventionHtml(content, { nonce: 'abc+/=' })).toContain('<style nonce="abc+/=">');
  expect(renderConventionHtml(content, { nonce: '"><script>' })).toContain('<style nonce="script">');
});
