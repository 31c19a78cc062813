import {
  type ComposeInput,
  composeContent,
  effectiveValue,
  expandClauses,
  formatValue,
  type MissingValue,
  type ResolvedValues,
  resolvedValues,
  segmentText,
} from '@/server/conventions/domain';
import type { TemplateSection, TemplateVariable } from '@/server/conventions/template/types';
import { documentHtml } from '@/server/documents/document-html';
import type { HtmlElement } from '@/server/documents/html-node';
import { conventionOutline } from '@/server/documents/outline';
import { drawMarked, freeMarks, type Marks, withoutMarks } from './marks';

/** A field that the text does not show: what picks a wording, or an optional value left empty. */
export type Setting = { key: string; label: string; text: string; missing: boolean };

/** One part of the document in reading order; `key` is that of its section when it can be edited. */
export type DraftPart = {
  id: string;
  key: string | null;
  heading: string;
  /** The part as it will be printed, values between marks; null when the section is empty. */
  html: HtmlElement | null;
  missing: readonly MissingValue[];
  settings: readonly Setting[];
};

export type Draft = {
  marks: Marks;
  cover: HtmlElement;
  parts: readonly DraftPart[];
  missing: readonly MissingValue[];
  /** Keys of all fields, in the order in which one meets them. */
  order: readonly string[];
};

/** Facts of the file that are entered beside the text, under « Identité et durée ». */
export const identityKeys: readonly string[] = ['date_effet', 'duree', 'date_fin'];

/**
 * The document as the server would make it from the same input, with its fields marked, and what the editor
 * says about each part. Pure.
 */
export function draftOf(input: ComposeInput): Draft {
  const marks = freeMarks([
    JSON.stringify([input.system, input.variables, input.clauses, input.title]),
    ...input.sections.flatMap(({ title, body }) => [title, body]),
    ...Object.values(input.values).filter((value) => typeof value === 'string'),
  ]);
  const own = new Set(input.variables.map(({ key }) => key));
  const isField = (key: string, missing: boolean) => missing || own.has(key) || identityKeys.includes(key);
  const { content, missing } = composeContent(input, drawMarked(marks, isField));
  const outline = conventionOutline(content);
  const [cover, ...sections] = documentHtml(outline, 2).children as HtmlElement[];
  if (!cover) throw new Error('a document always begins with its cover');

  const values = resolvedValues(input);
  const keyed = keyedSections(input.sections);
  const parts = outline.parts.map((part, index): DraftPart => {
    const section = keyed.get(part.id);
    const html = sections[index] ?? null;
    return {
      ...factsOf(input, values, section),
      id: part.id,
      heading: withoutMarks(marks, part.heading),
      html,
    };
  });
  for (const [id, section] of keyed) {
    if (parts.some((part) => part.id === id)) continue;
    const before = id === 'visas' ? ['parties'] : ['visas', 'parties'];
    const at = 1 + Math.max(...before.map((other) => parts.findIndex((part) => part.id === other)));
    const heading = id === 'visas' ? 'Visas' : 'Préambule';
    parts.splice(at, 0, { ...factsOf(input, values, section), id, heading, html: null });
  }
  const title = fieldsIn(input, values, input.title);
  const order = [...title, ...input.sections.flatMap((one) => fieldsIn(input, values, textOf(one)))];
  return { marks, cover, parts, missing, order: [...new Set(order)] };
}

const textOf = ({ title, body }: TemplateSection) => `${title}\n${body}`;

/** Which part of the document each section becomes: the numbering of `composeContent`. */
function keyedSections(sections: readonly TemplateSection[]): Map<string, TemplateSection> {
  const ordered = [...sections].sort((a, b) => a.position - b.position);
  const keyed = new Map<string, TemplateSection>();
  const of = (kind: TemplateSection['section']) => ordered.filter((one) => one.section === kind);
  for (const one of of('visas')) keyed.set('visas', one);
  for (const one of of('preamble')) keyed.set('preambule', one);
  for (const [index, one] of of('article').entries()) keyed.set(`article-${one.number ?? index + 1}`, one);
  for (const [index, one] of of('annex').entries()) {
    const code = one.code ?? `A${index + 3}`;
    keyed.set(`annexe-${code.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, one);
  }
  return keyed;
}

type Facts = Pick<DraftPart, 'key' | 'missing' | 'settings'>;

function factsOf(input: ComposeInput, values: ResolvedValues, section: TemplateSection | undefined): Facts {
  if (!section) return { key: null, missing: [], settings: [] };
  const text = expandClauses(textOf(section), input.clauses, input.variables, input.values);
  const missing = new Map<string, MissingValue>();
  const empty = new Set<string>();
  for (const segment of segmentText(text, values)) {
    if (segment.kind !== 'variable') continue;
    if (segment.missing) missing.set(segment.key, { key: segment.key, label: segment.label });
    else if (segment.text === '') empty.add(segment.key);
  }
  const shown = [...choicesIn(input, textOf(section)), ...empty];
  const settings = input.variables
    .filter(({ key }) => shown.includes(key))
    .map((variable) => settingOf(variable, formatValue(variable, effectiveValue(variable, input.values))));
  return { key: section.key, missing: [...missing.values()], settings };
}

function settingOf(variable: TemplateVariable, text: string | null): Setting {
  const missing = text === null && variable.required;
  return {
    key: variable.key,
    label: variable.label,
    text: text ?? (missing ? 'à choisir' : 'vide'),
    missing,
  };
}

/** Keys of the fields that pick the wordings of this text. */
function choicesIn(input: ComposeInput, text: string): string[] {
  const clauses = Object.fromEntries(input.clauses.map(({ key, label }) => [key, { label, text: '' }]));
  return segmentText(text, clauses).flatMap((segment) =>
    segment.kind === 'variable'
      ? input.clauses.filter(({ key }) => key === segment.key).map(({ from }) => from)
      : [],
  );
}

/** Keys of the fields of a text, choices of wording included, in order. */
function fieldsIn(input: ComposeInput, values: ResolvedValues, text: string): string[] {
  const expanded = expandClauses(text, input.clauses, input.variables, input.values);
  const shown = segmentText(expanded, values).flatMap((one) => (one.kind === 'variable' ? [one.key] : []));
  return [...shown, ...choicesIn(input, text)];
}

/** The new draft with the objects of the old one wherever they say the same, so that only changes are drawn. */
export function keepSame(before: Draft | null, after: Draft): Draft {
  if (!before) return after;
  const keep = <T>(old: T | undefined, next: T): T =>
    old && textOfDraft(old) === textOfDraft(next) ? old : next;
  const known = new Map(before.parts.map((part) => [part.id, part]));
  return {
    marks: keep(before.marks, after.marks),
    cover: keep(before.cover, after.cover),
    parts: after.parts.map((part) => keep(known.get(part.id), part)),
    missing: keep(before.missing, after.missing),
    order: keep(before.order, after.order),
  };
}

const written = new WeakMap<object, string>();

/** As JSON; written once for each object. */
function textOfDraft(value: unknown): string {
  const known = written.get(value as object);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  written.set(value as object, text);
  return text;
}

/** The missing field that follows `after` in the text, the first one again after the last; null when none is left. */
export function nextMissing(draft: Draft, after: string | null): string | null {
  const others = draft.missing.map(({ key }) => key).filter((key) => key !== after);
  const from = after === null ? -1 : draft.order.indexOf(after);
  return others.find((key) => draft.order.indexOf(key) > from) ?? others[0] ?? null;
}

/** Placeholders of a body that name nothing: they will be printed as they stand. */
export function unknownPlaceholders(body: string, known: ReadonlySet<string>): string[] {
  const found = [...body.matchAll(/\{\{([^{}\n]*)\}\}/g)].map((match) => (match[1] ?? '').trim());
  return [...new Set(found.filter((name) => !known.has(name)))];
}
