import type { TemplateSection } from './types';

/** Sections as they are read; the rest is shared. */
export const inOrder = (sections: readonly TemplateSection[]): TemplateSection[] =>
  [...sections].sort((a, b) => a.position - b.position);
