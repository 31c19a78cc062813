import { type ComposeInput, computeEnd, effectiveValue, MAX_MONTHS } from '@/server/conventions/domain';
import type { ConventionTextView } from '@/server/conventions/queries/detail';
import type { VariableValue } from '@/server/conventions/template/types';
import type { Stored } from './save-engine';

/** What is saved on its own: an article, a field, and the convention's own title and dates. */
export type ArticleValue = { title: string; body: string };
export type FieldValue = VariableValue;
export type IdentityValue = { title: string; effectiveOn: string | null; durationMonths: number | null };

/** Everything that is not on the server yet, as it is kept for a reload. */
export type Unsaved = {
  articles: Stored<ArticleValue>;
  fields: Stored<FieldValue>;
  identity: Stored<IdentityValue>;
};
export const nothingUnsaved: Unsaved = { articles: {}, fields: {}, identity: {} };

/** The parts of a text as the server gave them, each with its own counter. */
export function partsOf(text: ConventionTextView): Unsaved {
  const { compose } = text;
  const articleVersions = new Map(text.articles.map(({ key, version }) => [key, version]));
  const fieldVersions = new Map(text.variables.map(({ key, version }) => [key, version]));
  return {
    articles: Object.fromEntries(
      compose.sections.map(({ key, title, body }) => [
        key,
        { value: { title, body }, version: articleVersions.get(key) ?? 1 },
      ]),
    ),
    fields: Object.fromEntries(
      compose.variables.map((variable) => [
        variable.key,
        { value: effectiveValue(variable, compose.values), version: fieldVersions.get(variable.key) ?? 0 },
      ]),
    ),
    identity: { identity: { value: identityOf(text), version: text.version } },
  };
}

export function identityOf({ compose: { title, system } }: ConventionTextView): IdentityValue {
  return { title, effectiveOn: system.effectiveOn, durationMonths: system.durationMonths };
}

/** Last day of the convention, or null while a date or a duration is missing or makes no sense. */
export function endOf({ effectiveOn, durationMonths }: IdentityValue): string | null {
  if (!effectiveOn || !durationMonths || !Number.isInteger(durationMonths)) return null;
  if (durationMonths < 1 || durationMonths > MAX_MONTHS) return null;
  return computeEnd(effectiveOn, durationMonths).endsOn;
}

/** What composes the document with what is written on this page, saved or not. */
export function inputOf(
  text: ConventionTextView,
  articles: Readonly<Record<string, ArticleValue>>,
  fields: Readonly<Record<string, FieldValue>>,
  identity: IdentityValue,
): ComposeInput {
  const { compose } = text;
  return {
    ...compose,
    draft: true,
    title: identity.title,
    system: {
      ...compose.system,
      effectiveOn: identity.effectiveOn,
      durationMonths: identity.durationMonths,
      endsOn: endOf(identity),
    },
    sections: compose.sections.map((section) => ({ ...section, ...articles[section.key] })),
    values: fields,
  };
}
