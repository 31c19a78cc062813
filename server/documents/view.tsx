import { createElement, type ReactNode } from 'react';
import type { ConventionContent } from './content';
import { documentHtml } from './document-html';
import type { HtmlNode } from './html-node';
import { conventionOutline } from './outline';

const REACT_NAMES: Record<string, string> = { class: 'className', colspan: 'colSpan', tabindex: 'tabIndex' };

/** A tree of a document as React elements; `draw` may show something else in the place of a text. */
export function htmlToReact(node: HtmlNode, draw: (text: string) => ReactNode = (text) => text): ReactNode {
  if (typeof node === 'string') return draw(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => [
    REACT_NAMES[name] ?? name,
    name === 'colspan' || name === 'tabindex' ? Number(value) : value,
  ]);
  return createElement(
    node.tag,
    Object.fromEntries(attributes),
    ...node.children.map((child) => htmlToReact(child, draw)),
  );
}

/**
 * The frozen text as a part of a page (live preview, reading before signing): same words, same order as the
 * PDF. Pure, for server and browser; styled by `server/documents/document.css`. `level` is the heading level
 * of the title.
 */
export function ConventionDocumentView({
  content,
  level = 2,
}: {
  content: ConventionContent;
  level?: number;
}) {
  return htmlToReact(documentHtml(conventionOutline(content), level));
}
