import type { ComparedPart } from '../conventions/difference/view';

/**
 * What a document says, with every variable already resolved. This is the frozen text: it is stored as
 * JSON with its SHA-256, and the PDF and the accessible HTML page are two renderings of it, nothing more.
 * Pure data: no markup but paragraphs (separated by a blank line) and list lines (beginning with « - »).
 */
export type ConventionContent = {
  kind: 'convention';
  /** What the document is, when it is not the convention itself. */
  nature?: 'amendment' | 'processing_agreement';
  /** Absent on the texts of two parties. */
  shape?: 'tripartite' | 'framework' | 'mutualised';
  /** Layout generation; a stored content is always rendered by the layout it names. */
  layout: 1;
  /** Convention number such as « 25-2026-0007 ». */
  number: string;
  /** Number of the text version (1, 2, …). */
  version: number;
  title: string;
  /** True for a draft preview: the PDF says « PROJET » on each page and carries no verification code. */
  draft: boolean;
  /** True when the authority, project or schools are demonstration data: said on the cover. */
  demonstration: boolean;
  degree: 'primary' | 'secondary';
  academyName: string;
  authorityName: string;
  /** ISO date (yyyy-mm-dd) on which this text was composed. */
  composedOn: string;
  /** The paragraphs that introduce the parties (« Entre … », « et … »). */
  parties: ContentParty[];
  visas: string[];
  preamble: string;
  articles: ContentArticle[];
  schools: ContentSchool[];
  raci: ContentRaci | null;
  /** The frozen version that annexe A2 prints, and its day. Absent where the matrix was never frozen. */
  raciVersion?: { number: number; on: string };
  /** Further annexes as plain text (A3 data protection, A4 contacts, A5 calendar). */
  annexes: ContentAnnex[];
  /** Absolute address of the verification page, printed and as a QR code; null on drafts. */
  verificationUrl: string | null;
  /** An avenant: its rank and its convention. Absent from a convention. */
  amends?: { rank: number; number: string };
  /** A reading of the convention on a day with its avenants (numbers): for information, without signatures. */
  consolidated?: { asOf: string; amendments: string[] };
};

export type ContentParty = {
  /** The vendor is a party to the processing agreement alone; it signs outside the application. */
  side: 'state' | 'authority' | 'school' | 'vendor';
  /** « L’académie de Versailles », « La commune d’Argenteuil ». */
  name: string;
  /** « représentée par … » sentence, in full. */
  presentation: string;
  /** Signature block: quality of the signatory, e.g. « Le maire ». */
  signatoryQuality: string;
  signatoryName: string | null;
  /** « par délégation … » line when there is one. */
  delegation: string | null;
};

export type ContentArticle = { key: string; number: number; title: string; body: string };

export type ContentSchool = {
  uai: string;
  name: string;
  commune: string;
  /** French label, e.g. « école élémentaire ». */
  nature: string;
  /** « public », « privé » or « non renseigné ». */
  sector: string;
  /** ISO date of entry into the perimeter. */
  entryOn: string;
};

export type ContentRaci = {
  actors: { key: string; label: string; short: string }[];
  phases: {
    label: string;
    activities: {
      number: number;
      label: string;
      /** Actor key → letters such as « AR ». */
      cells: Record<string, string>;
    }[];
  }[];
  legend: { letter: string; meaning: string }[];
};

export type ContentAnnex = { code: string; title: string; body: string };

/** An experience sheet to print: its parts in reading order, two of them facing each other. */
export type ExperienceContent = {
  kind: 'experience';
  layout: 1;
  title: string;
  /** « Retour d’expérience · Initialisation · Premier degré ». */
  kicker: string;
  /** Who wrote it, for which académie. */
  author: string;
  /** ISO date of publication, or of printing for a draft. */
  composedOn: string;
  /** True while it is not published: said on each page. */
  draft: boolean;
  demonstration: boolean;
  identity: { label: string; value: string }[];
  before: ContentSection[];
  facing: [ContentSection, ContentSection] | null;
  after: ContentSection[];
  /** Licence, readers, date on which the figures were taken. */
  mentions: string[];
};

export type ContentSection = { heading: string; body: string };

/** A page of facts in sections, such as the annex of signatures or an evidence file. */
export type StatementContent = {
  kind: 'statement';
  layout: 1;
  title: string;
  kicker: string;
  /** « établi par … ». */
  author: string;
  composedOn: string;
  draft: false;
  /** Said first when the data are invented; null otherwise. */
  notice: string | null;
  /** Repeated at the foot of each page. */
  foot: string;
  identity: { label: string; value: string }[];
  sections: ContentSection[];
  mentions: string[];
};

/** Two versions of a text and what changed between them, to print. */
export type DifferenceContent = {
  kind: 'difference';
  layout: 1;
  number: string;
  title: string;
  /** ISO date of printing. */
  composedOn: string;
  draft: false;
  demonstration: boolean;
  academyName: string;
  from: ComparedVersionMark;
  to: ComparedVersionMark;
  /** « 2 articles, 1 école », or that nothing differs. */
  summary: string;
  parts: ComparedPart[];
  /** Headings of the parts that did not change. */
  unchanged: string[];
};

/** How one of the two versions is named: on what occasion, when, with which hash. */
export type ComparedVersionMark = { title: string; detail: string; sha256: string };

/** A responsibility matrix by itself, lying, to print or to hand out. */
export type MatrixContent = {
  kind: 'matrix';
  layout: 1;
  /** « ENT des écoles d’Argenteuil ». */
  title: string;
  /** What it shows: « État au 22 novembre 2026 », « Version n° 2, figée le … ». */
  state: string;
  composedOn: string;
  draft: false;
  demonstration: boolean;
  academyName: string;
  raci: ContentRaci;
};

/** The coverage of one département on one page, for a meeting: figures already in words, each with its source. */
export type CoverageSheetContent = {
  kind: 'coverage_sheet';
  layout: 1;
  /** « Val-d’Oise (95) ». */
  title: string;
  /** « Premier degré, établissements publics ». */
  scope: string;
  academyName: string;
  composedOn: string;
  /** « au 22 novembre 2026 ». */
  asOf: string;
  draft: false;
  demonstration: boolean;
  /** The chain: what exists first; `share` between 0 and 1 for the bar. */
  chain: { label: string; meaning: string; figure: string; share: number }[];
  chainNotes: string[];
  published: { source: string; said: string; computed: string; gap: string }[];
  /** How many other published figures there is no room for. */
  publishedMore: number;
  /** Why published and computed differ, for the latest figure. */
  reasons: string[];
  evolution: { heads: string[]; rows: { label: string; cells: string[] }[]; note: string | null };
  movements: { day: string; said: string }[];
  source: string;
};

/** Rows that each part of that page may have, which make its height; the layout leaves out the others. */
export const SHEET_ROWS = { published: 2, reasons: 2, evolution: 5, movements: 5, chainNotes: 2 } as const;

export type DocumentContent =
  | CoverageSheetContent
  | ConventionContent
  | ExperienceContent
  | StatementContent
  | DifferenceContent
  | MatrixContent;
