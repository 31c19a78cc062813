import { isIsoDate, longDate, shortDate } from '../calendar';
import { counted } from '../french';
import type { ContentParty, ContentRaci, ConventionContent } from './content';
import { visibleLine, visibleText } from './visible';

/**
 * The document as a list of parts in reading order, with every word that will be read: labels, headings,
 * captions. The PDF, the page and the HTML file all draw this list, so they cannot differ in words or order.
 */
export type DocumentOutline = {
  title: string;
  author: string;
  number: string;
  version: number;
  composedOn: string;
  draft: boolean;
  cover: CoverPart;
  parts: DocumentPart[];
  verification: { label: string; url: string } | null;
  /** Running foot, e.g. « Convention n° 25-2026-0007 – version 3 ». */
  foot: string;
};

export type CoverPart = {
  academy: string;
  kicker: string;
  between: string[];
  facts: { label: string; value: string }[];
  /** « PROJET », « Données de démonstration… »: what must be seen before anything else. */
  mentions: string[];
};

export type BodyBlock = { type: 'paragraph'; text: string } | { type: 'list'; items: string[] };

export type SignatureBlock = {
  heading: string;
  quality: string;
  /** Name of the signatory, or what to write there by hand. */
  name: string;
  delegation: string | null;
  /** What the room under it is for. */
  space: string;
};

export type TableColumn = { key: string; label: string };

export type DocumentPart =
  | { type: 'section'; id: string; heading: string; level: 1 | 2; newPage: boolean; blocks: BodyBlock[] }
  | { type: 'signatures'; id: string; heading: string; intro: string; blocks: SignatureBlock[] }
  | {
      type: 'table';
      id: string;
      heading: string;
      caption: string;
      columns: TableColumn[];
      rows: string[][];
    }
  | ({ type: 'raci'; id: string; heading: string; caption: string; activityLabel: string } & ContentRaci);

const NBSP = '\u00A0';

/** Said on every consolidated text. */
export const consolidatedNotice =
  'Texte consolidé à titre d’information, seuls les originaux signés font foi';

/** A stored date that is no calendar date is printed as it is, rather than stop the document. */
const inFull = (iso: string) => (isIsoDate(iso) ? longDate(iso) : visibleLine(iso));
const inShort = (iso: string) => (isIsoDate(iso) ? shortDate(iso) : visibleLine(iso));

/** Paragraphs (separated by a blank line) and lists (lines beginning with « - ») of a body, in order. */
export function bodyBlocks(body: string): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  for (const chunk of visibleText(body).split(/\n[ \u00A0]*\n+/)) {
    let paragraph: string[] = [];
    let items: string[] = [];
    const close = () => {
      if (paragraph.length > 0) blocks.push({ type: 'paragraph', text: paragraph.join('\n') });
      if (items.length > 0) blocks.push({ type: 'list', items });
      paragraph = [];
      items = [];
    };
    for (const line of chunk.split('\n')) {
      const item = /^\s*- +(.*)$/.exec(line);
      if (item) {
        if (paragraph.length > 0) close();
        items.push((item[1] ?? '').trim());
      } else if (line.trim() !== '') {
        if (items.length > 0) close();
        paragraph.push(line.trim());
      }
    }
    close();
  }
  return blocks;
}

function schoolsPart(content: ConventionContent): DocumentPart {
  const count = content.schools.length;
  const noun = content.degree === 'primary' ? 'école' : 'établissement';
  return {
    type: 'table',
    id: 'annexe-a1',
    heading: `Annexe A1 – Liste des ${noun}s`,
    caption: count === 0 ? `Aucun${noun === 'école' ? 'e' : ''} ${noun}` : counted(count, noun),
    columns: [
      { key: 'rank', label: 'N°' },
      { key: 'uai', label: 'UAI' },
      { key: 'name', label: 'Nom' },
      { key: 'commune', label: 'Commune' },
      { key: 'nature', label: 'Nature' },
      { key: 'sector', label: 'Secteur' },
      { key: 'entryOn', label: 'Entrée' },
    ],
    rows: content.schools.map((school, index) => [
      String(index + 1),
      visibleLine(school.uai),
      visibleLine(school.name),
      visibleLine(school.commune),
      visibleLine(school.nature),
      visibleLine(school.sector),
      inShort(school.entryOn),
    ]),
  };
}

/** How annexe A2 is called; under it, the frozen version that it prints, where there is one. */
function annexA2Names(version?: ConventionContent['raciVersion']) {
  const what = 'Qui fait quoi, activité par activité';
  return {
    heading: 'Annexe A2 – Matrice des responsabilités (RACI)',
    caption: version
      ? `${what}. Version n°${NBSP}${version.number} de la matrice, figée le ${inFull(version.on)}`
      : what,
  };
}

/** A matrix as a part of a document: annexe A2, unless it is told what it is. */
export function raciPart(raci: ContentRaci, named = annexA2Names()): Extract<DocumentPart, { type: 'raci' }> {
  return {
    type: 'raci',
    id: 'annexe-a2',
    ...named,
    activityLabel: 'Activité',
    actors: raci.actors.map((actor) => ({
      key: actor.key,
      label: visibleLine(actor.label),
      short: visibleLine(actor.short),
    })),
    phases: raci.phases.map((phase) => ({
      label: visibleLine(phase.label),
      activities: phase.activities.map((activity) => ({
        number: activity.number,
        label: visibleLine(activity.label),
        cells: Object.fromEntries(
          Object.entries(activity.cells).map(([key, letters]) => [key, visibleLine(letters)]),
        ),
      })),
    })),
    legend: raci.legend.map((entry) => ({
      letter: visibleLine(entry.letter),
      meaning: visibleLine(entry.meaning),
    })),
  };
}

/** « L’académie de Versailles » → « l’académie de Versailles »: only a leading article loses its capital. */
function midSentence(name: string): string {
  return name.replace(/^(L[’']|L[ae]s? )/, (article) => article.toLowerCase());
}

/** « Entre … et … »; the presentation usually names the party itself, otherwise its name goes before. */
function partiesBlocks(parties: ContentParty[]): BodyBlock[] {
  return parties.flatMap((party, index): BodyBlock[] => {
    const name = visibleLine(party.name);
    const presentation = visibleText(party.presentation).trim();
    const named = presentation.toLowerCase().startsWith(name.toLowerCase());
    const text = named ? presentation : [name, presentation].filter((part) => part !== '').join(', ');
    return [
      { type: 'paragraph', text: index === 0 ? 'Entre' : 'et' },
      { type: 'paragraph', text: midSentence(text) },
    ];
  });
}

function signatureBlock(party: ContentParty): SignatureBlock {
  return {
    heading: `Pour ${midSentence(visibleLine(party.name))}`,
    quality: visibleLine(party.signatoryQuality),
    name: party.signatoryName === null ? `Nom${NBSP}:` : visibleLine(party.signatoryName),
    delegation: party.delegation === null ? null : visibleLine(party.delegation),
    space: 'Date et signature',
  };
}

/** How a document names itself: on its cover, its foot, its signature page. */
function words({ nature, shape, degree }: ConventionContent) {
  const level = degree === 'primary' ? 'premier degré' : 'second degré';
  if (nature === 'processing_agreement')
    return {
      name: 'Contrat de sous-traitance',
      kicker: `Contrat de sous-traitance (article 28 du RGPD) – ${level}`,
      signed: 'Le présent contrat est signé par les parties désignées ci-dessous.',
    };
  if (nature === 'amendment')
    return {
      name: 'Avenant',
      kicker: `Avenant – ${level}`,
      signed: 'Le présent avenant est signé par les parties désignées ci-dessous.',
    };
  const shapes = {
    tripartite: 'Convention tripartite',
    framework: 'Convention-cadre',
    mutualised: 'Convention mutualisée',
  };
  return {
    name: 'Convention',
    kicker: `${shape ? shapes[shape] : 'Convention'} – ${level}`,
    signed: 'La présente convention est signée par les parties désignées ci-dessous.',
  };
}

/** A framework, or a contract beside its convention, may have no school of its own: the annex is then left out. */
const listsSchools = ({ nature, shape, schools }: ConventionContent) =>
  schools.length > 0 || (nature === undefined && shape !== 'framework');

/** Reading order: cover, parties, visas, preamble, articles, signatures, A1, A2, further annexes. */
export function conventionOutline(content: ConventionContent): DocumentOutline {
  const number = visibleLine(content.number);
  const { name, kicker, signed } = words(content);
  const parts: DocumentPart[] = [];
  const section = (id: string, heading: string, level: 1 | 2, blocks: BodyBlock[], newPage = false) =>
    parts.push({ type: 'section', id, heading, level, newPage, blocks });

  section('parties', 'Parties', 1, partiesBlocks(content.parties), true);
  if (content.visas.length > 0) {
    const visas = content.visas.map(
      (visa): BodyBlock => ({ type: 'paragraph', text: visibleText(visa).trim() }),
    );
    section('visas', 'Visas', 1, visas);
  }
  if (content.preamble.trim() !== '') section('preambule', 'Préambule', 1, bodyBlocks(content.preamble));
  for (const article of content.articles) {
    const heading = `Article ${article.number} – ${visibleLine(article.title)}`;
    section(`article-${article.number}`, heading, 2, bodyBlocks(article.body));
  }
  const { amends, consolidated } = content;
  if (!consolidated)
    parts.push({
      type: 'signatures',
      id: 'signatures',
      heading: 'Signatures',
      intro: `${signed} Chaque signature porte sur l’ensemble du texte et de ses annexes.`,
      blocks: content.parties.map(signatureBlock),
    });
  if (listsSchools(content)) parts.push(schoolsPart(content));
  if (content.raci) parts.push(raciPart(content.raci, annexA2Names(content.raciVersion)));
  for (const [index, annex] of content.annexes.entries()) {
    const code = visibleLine(annex.code);
    const id = `annexe-${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    section(id, `Annexe ${code} – ${visibleLine(annex.title)}`, 1, bodyBlocks(annex.body), index === 0);
  }

  return {
    title: visibleLine(content.title),
    author: visibleLine(content.academyName),
    number,
    version: content.version,
    composedOn: content.composedOn,
    draft: content.draft,
    cover: {
      academy: visibleLine(content.academyName),
      kicker: amends
        ? `Avenant n°${NBSP}${amends.rank} – ${content.degree === 'primary' ? 'premier degré' : 'second degré'}`
        : consolidated
          ? `${kicker} – texte consolidé`
          : kicker,
      between: content.parties.map((party) => visibleLine(party.name)),
      facts: [
        { label: name, value: `n°${NBSP}${number}` },
        consolidated
          ? {
              label: 'Avenants compris',
              value: consolidated.amendments.length > 0 ? consolidated.amendments.join(', ') : 'aucun',
            }
          : { label: 'Version du texte', value: String(content.version) },
        {
          label: consolidated ? 'Texte applicable le' : 'Texte arrêté le',
          value: inFull(content.composedOn),
        },
      ],
      mentions: [
        ...(consolidated ? [`${consolidatedNotice}.`] : []),
        ...(content.draft ? ['PROJET – document de travail, sans valeur contractuelle'] : []),
        ...(content.demonstration ? ['Démonstration – les données de ce document sont fictives'] : []),
      ],
    },
    parts,
    verification:
      content.verificationUrl === null || content.draft
        ? null
        : { label: 'Vérifier ce document', url: visibleLine(content.verificationUrl) },
    foot: consolidated
      ? `${name} n°${NBSP}${number} – texte consolidé au ${inShort(consolidated.asOf)}, pour information`
      : `${name} n°${NBSP}${number} – version${NBSP}${content.version}`,
  };
}
