import type { TemplateVariable, VariableType, VariableValue } from './types';

/** What a definition says beyond its place and its type. */
export type Draft = Partial<TemplateVariable> & { key: string; label: string; help: string; example: string };

/** One variable; required unless told otherwise, and without a default when none makes sense. */
export function define(
  group: string,
  article: string,
  type: VariableType,
  { required = true, default: value = null as VariableValue, ...rest }: Draft,
): TemplateVariable {
  return { group, article, type, required, default: value, ...rest };
}
