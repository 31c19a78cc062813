import type { ConventionStatus } from '../facts';

/** Most lines of one list, and most conventions that one bulk may open. */
export const MAX_LINES = 10_000;
export const MAX_CONVENTIONS = 2_000;
/** Most documents of one archive. */
export const MAX_DOCUMENTS = 2_000;

/** States of a convention that has ended: it does not stand in the way of a new one. */
export const endedStatuses = [
  'expired',
  'terminated',
  'renewed',
  'archived',
  'abandoned',
] as const satisfies readonly ConventionStatus[];

/** One commune as a list names it; at least one of the four is there. */
export type Entry = {
  /** Line of the text or of the file, from 1. */
  line: number;
  /** What stands there. */
  said: string;
  name: string | null;
  /** INSEE code, or a postal code beside a name. */
  code: string | null;
  siren: string | null;
  department: string | null;
};

const SIREN = /(?<!\d)\d{3}[ .\u00a0\u202f]?\d{3}[ .\u00a0\u202f]?\d{3}(?!\d)/;
const CODE = /(?<![\dA-Za-z])\d[\dABab]\d{3}(?![\dA-Za-z])/;
const DEPARTMENT = /\(\s*(0?\d{2}|2[ABab]|97\d)\s*\)|(?<=[\s;,\t])(\d{2}|2[ABab]|97\d)\s*$/;
/** « Mureaux (Les) », as alphabetical lists write it. */
const ARTICLE_LAST = /^(.*?)\s*\(\s*(l[ea]s?|l['’])\s*\)$/i;

/** One commune written freely: « Sèvres », « Sèvres (92) », « 92072 », « 219 200 722 », « 92072 ; Sèvres ». */
export function parseEntry(line: number, said: string): Entry {
  let rest = said.replace(/[\u00a0\u202f\ufeff]/g, ' ');
  const take = (pattern: RegExp): string | null => {
    const found = pattern.exec(rest);
    if (!found) return null;
    rest = rest.slice(0, found.index) + ' '.repeat(1) + rest.slice(found.index + found[0].length);
    return found.slice(1).find(Boolean) ?? found[0];
  };
  const siren = take(SIREN)?.replace(/\D/g, '') ?? null;
  const code = take(CODE)?.toUpperCase() ?? null;
  const department = take(DEPARTMENT)?.toUpperCase() ?? null;
  return { line, said, name: cleanName(rest), code, siren, department };
}

function cleanName(text: string): string | null {
  const plain = text
    .replace(/["\t;,|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s–—:-]+|[\s–—:-]+$/g, '');
  const last = ARTICLE_LAST.exec(plain);
  const name = last ? `${last[2]} ${last[1]}` : plain.replace(/\(\s*\)/g, '').trim();
  return /\p{L}/u.test(name) ? name : null;
}

/** A pasted list: one commune a line, or all on one line between commas, semicolons or tabs. */
export function parseList(text: string): Entry[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const [only = ''] = filled;
  // A single line may be a whole list; « Sèvres ; 92072 » is one commune said twice.
  const cut = filled.length === 1 ? only.split(/[;,\t]/).filter((part) => part.trim() !== '') : [];
  const names = cut.filter((part) => /\p{L}{2}/u.test(part)).length;
  const pieces = cut.length > 1 && (names > 1 || names === 0) ? cut : lines;
  return pieces.flatMap((said, index) => (said.trim() === '' ? [] : [parseEntry(index + 1, said.trim())]));
}

/** « Commune d’Argenteuil » → « d’Argenteuil », what follows « les écoles »; the whole name when it cannot be told. */
export function complementOf(authorityName: string): string {
  const found = /^(?:Commune|Ville)\s+(d(?:e|u|es|e\s+la|e\s+l)?[\s’'].*)$/iu.exec(authorityName);
  return found?.[1] ?? `– ${authorityName}`;
}

/** Name of the project that a bulk opens: « ENT des écoles d’Argenteuil ». */
export const projectName = (prefix: string, authorityName: string) =>
  `${prefix} ${complementOf(authorityName)}`.slice(0, 200);

export type PlaceChoice = { id: string; label: string; detail: string };

/**
 * Where a line stands before anything is done. `ready` goes in unless it is taken out; `left_out` stays out
 * unless it is ticked; `choice` waits for the person; `error` cannot go in.
 */
export type LineState = 'ready' | 'left_out' | 'choice' | 'error';

/** One line of the preview: what was found, and what will be done. */
export type PreviewLine = {
  line: number;
  said: string;
  state: LineState;
  /** Why it is not simply ready: a French sentence. */
  reason: string | null;
  /** What deserves a look, without stopping the line. */
  warnings: string[];
  authority: { id: string; name: string; code: string } | null;
  schools: number;
  project: { id: string; name: string; schools: number; product: string | null } | null;
  conventions: { id: string; number: string; status: ConventionStatus }[];
  signatory: string | null;
  /** Communes or projects between which the person chooses. */
  choose: { what: 'commune' | 'project'; choices: PlaceChoice[] } | null;
};

/** What a person chose for a line: a commune among homonyms, a project among several. */
export type LineChoices = { commune?: string | undefined; project?: string | undefined };

export const outcomeLabels = { waiting: 'À faire', created: 'Ouverte', left: 'Laissée' } as const;
