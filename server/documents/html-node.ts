/**
 * HTML as data. One tree serves the React view and the standalone file, so that both say the same; React's
 * own string renderer may not be imported where Next renders pages.
 */
export type HtmlNode = string | HtmlElement;
export type HtmlElement = { tag: string; attributes: Record<string, string>; children: HtmlNode[] };

/** Shorthand: `h('p', {}, 'text')`. Strings are text, never markup. */
export function h(tag: string, attributes: Record<string, string>, ...children: HtmlNode[]): HtmlElement {
  return { tag, attributes, children };
}

const VOID = new Set(['meta', 'br']);
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The tree as HTML text; every string escaped. */
export function htmlText(node: HtmlNode): string {
  if (typeof node === 'string') return escapeHtml(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
  if (VOID.has(node.tag)) return `<${node.tag}${attributes}>`;
  return `<${node.tag}${attributes}>${node.children.map(htmlText).join('')}</${node.tag}>`;
}
