import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConventionContent } from './content';
import { documentHtml } from './document-html';
import { h, htmlText } from './html-node';
import { conventionOutline } from './outline';

export { ConventionDocumentView } from './view';

const PAGE_CSS = `
body { margin: 0; padding: 2rem 1.2rem 4rem; font-family: "Source Sans 3", system-ui, sans-serif; color: #1c232b; background: #fff; }
.doc section > h2, .doc section > h3 { color: #1d4f5c; }
@page { size: A4; margin: 2cm 2.2cm; }
@media print { body { padding: 0; font-size: 10.5pt; } }
`;

let documentCss: string | undefined;

/** Style sheet of the standalone file; read once. Its SHA-256 may be allowed in a content security policy. */
export function documentStyle(): string {
  documentCss ??= readFileSync(join(process.cwd(), 'server', 'documents', 'document.css'), 'utf8');
  return documentCss + PAGE_CSS;
}

/**
 * The frozen text as a complete HTML file: French, accessible, printable, without any other file. `nonce` is
 * put on its style element where a content security policy asks for one.
 */
export function renderConventionHtml(content: ConventionContent, { nonce }: { nonce?: string } = {}): string {
  const outline = conventionOutline(content);
  const title = `${outline.title} – ${outline.foot}`;
  const head = [
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'author', content: outline.author }),
    h('title', {}, title),
  ];
  const style = `<style${nonce ? ` nonce="${nonce.replace(/[^\w+/=-]/g, '')}"` : ''}>${documentStyle()}</style>`;
  const body = h('main', {}, documentHtml(outline, 1));
  return `<!DOCTYPE html>\n<html lang="fr"><head>${head.map(htmlText).join('')}${style}</head><body>${htmlText(body)}</body></html>\n`;
}
