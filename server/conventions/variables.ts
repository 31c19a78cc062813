import { isIsoDate, longDate } from '@/server/calendar';
import { cleanText, email } from '@/server/text';
import type { TemplateClause, TemplateVariable, VariableValue } from './template/types';

/** Values by key. A key that is absent takes the default of the template; null or '' means left empty. */
export type VariableValues = Readonly<Record<string, VariableValue | undefined>>;

/** A placeholder's meaning: its text, or null while a required value is missing. */
export type ResolvedValue = { label: string; text: string | null };
export type ResolvedValues = Readonly<Record<string, ResolvedValue>>;

export type TextSegment =
  | { kind: 'text'; text: string }
  | { kind: 'variable'; key: string; label: string; text: string; missing: boolean };

const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g;

/** Number in French, with spaces that every embedded font has. */
function frenchNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat('fr-FR', options).format(value).replace(/\u202f/g, '\u00a0');
}

/** « [à compléter : référence du marché] » */
export function gap(label: string): string {
  return `[à compléter\u00a0: ${label}]`;
}

/** A value as it is printed, or null when it is empty or not of its type. */
export function formatValue(variable: TemplateVariable, value: VariableValue): string | null {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return null;
  switch (variable.type) {
    case 'date':
      return typeof value === 'string' && isIsoDate(value) ? longDate(value) : null;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? frenchNumber(value) : null;
    case 'money': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return null;
      return frenchNumber(value, { style: 'currency', currency: 'EUR' });
    }
    case 'boolean':
      return typeof value === 'boolean' ? (value ? 'oui' : 'non') : null;
    case 'choice':
      return variable.options?.find((option) => option.value === value)?.label ?? null;
    default:
      return typeof value === 'string' ? value.trim() : String(value);
  }
}

/** The value in force: the one entered, else the template's default. */
export function effectiveValue(variable: TemplateVariable, values: VariableValues): VariableValue {
  const entered = Object.hasOwn(values, variable.key) ? values[variable.key] : undefined;
  return entered === undefined ? variable.default : entered;
}

/** Every variable of a template with what it prints. */
export function resolveVariables(
  variables: readonly TemplateVariable[],
  values: VariableValues,
): Record<string, ResolvedValue> {
  return Object.fromEntries(
    variables.map((variable) => {
      const text = formatValue(variable, effectiveValue(variable, values));
      const empty = variable.required ? null : (variable.whenEmpty ?? '');
      return [variable.key, { label: variable.label, text: text ?? empty }];
    }),
  );
}

/**
 * Replaces the clauses by the wording that their variable picks. Done before any value is put in, so that
 * nothing a person enters is ever read as a clause.
 */
export function expandClauses(
  body: string,
  clauses: readonly TemplateClause[],
  variables: readonly TemplateVariable[],
  values: VariableValues,
): string {
  return body.replace(PLACEHOLDER, (placeholder, key: string) => {
    const clause = clauses.find((one) => one.key === key);
    if (!clause) return placeholder;
    const variable = variables.find((one) => one.key === clause.from);
    const picked = variable ? effectiveValue(variable, values) : null;
    const name = picked === null ? '' : String(picked);
    if (Object.hasOwn(clause.texts, name)) return clause.texts[name] ?? '';
    return gap(variable?.label ?? clause.label);
  });
}

/**
 * Cuts a text into what is written and what is filled in: the screen shows the latter as quiet fields. One
 * pass: a value that contains `{{x}}` is literal, and so is a placeholder that names nothing.
 */
export function segmentText(body: string, values: ResolvedValues): TextSegment[] {
  const segments: TextSegment[] = [];
  let written = '';
  let from = 0;
  for (const match of body.matchAll(PLACEHOLDER)) {
    const key = match[1] ?? '';
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (!value) continue;
    written = body.slice(from, match.index);
    if (written !== '') segments.push({ kind: 'text', text: written });
    segments.push({
      kind: 'variable',
      key,
      label: value.label,
      text: value.text ?? gap(value.label),
      missing: value.text === null,
    });
    from = match.index + match[0].length;
  }
  if (from < body.length) segments.push({ kind: 'text', text: body.slice(from) });
  return segments;
}

export type MissingValue = { key: string; label: string };

/** How a value is written into a text; the editor marks it so that the screen can show a field there. */
export type DrawValue = (value: Extract<TextSegment, { kind: 'variable' }>) => string;

/** The text with its values, and those that are missing, once each. */
export function resolveText(
  body: string,
  values: ResolvedValues,
  draw: DrawValue = ({ text }) => text,
): { text: string; missing: MissingValue[] } {
  const missing = new Map<string, MissingValue>();
  const parts = segmentText(body, values).map((segment) => {
    if (segment.kind === 'variable' && segment.missing) {
      missing.set(segment.key, { key: segment.key, label: segment.label });
    }
    return segment.kind === 'variable' ? draw(segment) : segment.text;
  });
  return { text: parts.join(''), missing: [...missing.values()] };
}

export type ValueCheck = { ok: true; value: VariableValue } | { ok: false; message: string };

/** Checks and normalises what a person enters for a variable. Empty is always allowed while drafting. */
export function checkValue(variable: TemplateVariable, value: unknown): ValueCheck {
  const refuse = (message: string): ValueCheck => ({ ok: false, message });
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) {
    return { ok: true, value: null };
  }
  switch (variable.type) {
    case 'date':
      if (typeof value === 'string' && isIsoDate(value)) return { ok: true, value };
      return refuse('Indiquez une date existante (JJ/MM/AAAA).');
    case 'number':
    case 'money': {
      const number = typeof value === 'string' ? Number(value.replace(/\s/g, '').replace(',', '.')) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) return refuse('Indiquez un nombre.');
      if (variable.min !== undefined && number < variable.min) {
        return refuse(`Indiquez au moins ${frenchNumber(variable.min)}.`);
      }
      if (variable.max !== undefined && number > variable.max) {
        return refuse(`Indiquez au plus ${frenchNumber(variable.max)}.`);
      }
      return { ok: true, value: number };
    }
    case 'boolean':
      return typeof value === 'boolean' ? { ok: true, value } : refuse('Répondez par oui ou par non.');
    case 'choice': {
      const option = variable.options?.find((one) => one.value === value);
      return option ? { ok: true, value: option.value } : refuse('Choisissez une des réponses proposées.');
    }
    default: {
      const schema = variable.type === 'email' ? email() : cleanText();
      const parsed = schema.safeParse(value);
      if (!parsed.success) return refuse(parsed.error.issues[0]?.message ?? 'Saisie refusée.');
      if (variable.type === 'text' && /[\n\t]/.test(parsed.data))
        return refuse('Ce champ tient sur une seule ligne.');
      return { ok: true, value: parsed.data };
    }
  }
}
