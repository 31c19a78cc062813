import { type HtmlElement, type HtmlNode, h } from './html-node';
import type { BodyBlock, DocumentOutline, DocumentPart } from './outline';

/**
 * The outline as semantic HTML: one heading per part, real lists, real tables with caption and scopes, RACI
 * letters with their meaning. `level` is the heading level of the title (1 in a file of its own).
 */
export function documentHtml(outline: DocumentOutline, level: number): HtmlElement {
  const heading = (depth: number, id: string, text: string) =>
    h(`h${Math.min(6, level + depth)}`, { id }, text);
  return h(
    'article',
    { class: 'doc', lang: 'fr', 'aria-labelledby': 'doc-titre' },
    coverHtml(outline, heading),
    ...outline.parts.map((part) =>
      h(
        'section',
        { class: `doc-${part.type}`, 'aria-labelledby': `doc-${part.id}` },
        ...partHtml(part, heading),
      ),
    ),
    ...(outline.verification ? [verificationHtml(outline.verification)] : []),
  );
}

type Heading = (depth: number, id: string, text: string) => HtmlElement;

function coverHtml({ cover, title }: DocumentOutline, heading: Heading): HtmlElement {
  return h(
    'header',
    { class: 'doc-cover' },
    h('p', { class: 'doc-academy' }, cover.academy),
    ...cover.mentions.map((mention) => h('p', { class: 'doc-mention', role: 'note' }, mention)),
    h('p', { class: 'doc-kicker' }, cover.kicker),
    heading(0, 'doc-titre', title),
    ...cover.between.flatMap((party, index) => [
      h('p', { class: 'doc-between' }, index === 0 ? 'entre' : 'et'),
      h('p', { class: 'doc-party' }, party),
    ]),
    h(
      'dl',
      { class: 'doc-facts' },
      ...cover.facts.map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
    ),
  );
}

function verificationHtml({ label, url }: { label: string; url: string }): HtmlElement {
  // Only an address of the web becomes a link; anything else stays text.
  const address = /^https?:\/\//i.test(url) ? h('a', { href: url }, url) : url;
  return h('p', { class: 'doc-verification' }, label, h('br', {}), address);
}

function partHtml(part: DocumentPart, heading: Heading): HtmlElement[] {
  const id = `doc-${part.id}`;
  if (part.type === 'section') {
    return [heading(part.level, id, part.heading), ...part.blocks.map(blockHtml)];
  }
  if (part.type === 'signatures') {
    return [
      heading(1, id, part.heading),
      h('p', {}, part.intro),
      h(
        'ul',
        { class: 'doc-signatories' },
        ...part.blocks.map((block) =>
          h(
            'li',
            {},
            h('p', { class: 'doc-party' }, block.heading),
            h('p', {}, block.quality),
            h('p', {}, h('strong', {}, block.name)),
            ...(block.delegation ? [h('p', { class: 'doc-note' }, block.delegation)] : []),
            h('p', { class: 'doc-note' }, block.space),
          ),
        ),
      ),
    ];
  }
  return [heading(1, id, part.heading), part.type === 'table' ? schoolsHtml(part) : raciHtml(part)];
}

/** Line ends within a paragraph are kept. */
function linesHtml(text: string): HtmlNode[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [h('br', {}), line]));
}

function blockHtml(block: BodyBlock): HtmlElement {
  if (block.type === 'paragraph') return h('p', {}, ...linesHtml(block.text));
  return h('ul', {}, ...block.items.map((item) => h('li', {}, item)));
}

/** Wide tables scroll in a region of their own, which the keyboard can reach. */
function scrolling(label: string, table: HtmlElement): HtmlElement {
  return h(
    'div',
    { class: 'doc-scroll', role: 'region', 'aria-label': `Tableau – ${label}`, tabindex: '0' },
    table,
  );
}

function schoolsHtml(part: Extract<DocumentPart, { type: 'table' }>): HtmlElement {
  const named = part.columns.findIndex((column) => column.key === 'name');
  return scrolling(
    part.heading,
    h(
      'table',
      {},
      h('caption', {}, part.caption),
      h('thead', {}, h('tr', {}, ...part.columns.map(({ label }) => h('th', { scope: 'col' }, label)))),
      h(
        'tbody',
        {},
        ...part.rows.map((cells) =>
          h(
            'tr',
            {},
            ...cells.map((cell, index) =>
              index === named ? h('th', { scope: 'row' }, cell) : h('td', {}, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

function raciHtml(part: Extract<DocumentPart, { type: 'raci' }>): HtmlElement {
  const meanings = new Map(part.legend.map(({ letter, meaning }) => [letter, meaning]));
  const columns = String(2 + part.actors.length);
  const letters = (cell: string): HtmlNode[] => {
    const meaning = [...cell].map((letter) => meanings.get(letter)).filter((word) => word !== undefined);
    return meaning.length === 0 ? [cell] : [h('abbr', { title: meaning.join(', ') }, cell)];
  };
  const legend = h(
    'ul',
    { class: 'doc-legend' },
    ...part.legend.map(({ letter, meaning }) => h('li', {}, h('strong', {}, letter), `\u00A0: ${meaning}`)),
  );
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, 'N°'),
    h('th', { scope: 'col' }, part.activityLabel),
    ...part.actors.map(({ short, label }) =>
      h('th', { scope: 'col' }, h('span', { class: 'doc-short' }, short), ' ', h('span', {}, label)),
    ),
  );
  const bodies = part.phases.map((phase) =>
    h(
      'tbody',
      {},
      h('tr', {}, h('th', { scope: 'rowgroup', colspan: columns, class: 'doc-phase' }, phase.label)),
      ...phase.activities.map((activity) =>
        h(
          'tr',
          {},
          h('td', {}, String(activity.number)),
          h('th', { scope: 'row' }, activity.label),
          ...part.actors.map((actor) =>
            h('td', { class: 'doc-letter' }, ...letters(activity.cells[actor.key] ?? '')),
          ),
        ),
      ),
    ),
  );
  const table = h('table', {}, h('caption', {}, part.caption, legend), h('thead', {}, head), ...bodies);
  return scrolling(part.heading, table);
}
