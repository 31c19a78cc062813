/**
 * What a template of convention is made of. Plain JSON: a published version is stored as it is and never
 * changed. Texts carry placeholders such as `{{reference_marche}}`.
 */
export type VariableType = 'text' | 'longtext' | 'date' | 'number' | 'money' | 'choice' | 'boolean' | 'email';

/** Dates are ISO text, money is in euros, choices hold the option's value. Null is « left empty ». */
export type VariableValue = string | number | boolean | null;

export type TemplateVariable = {
  key: string;
  /** As said in « [à compléter : … ] », hence in lower case. */
  label: string;
  type: VariableType;
  help: string;
  example: string;
  required: boolean;
  /** Heading under which a form shows it. */
  group: string;
  /** Key of the section where it is first read. */
  article: string;
  default: VariableValue;
  /** Choices, in their order; for type `choice` only. */
  options?: { value: string; label: string }[];
  /** Bounds of a number or of an amount. */
  min?: number;
  max?: number;
  /** What is printed when an optional variable is left empty; nothing by default. */
  whenEmpty?: string;
};

/** A wording that depends on a choice; each text may carry placeholders of its own, but no other clause. */
export type TemplateClause = {
  key: string;
  label: string;
  /** Key of the variable (choice or boolean: « true », « false ») that picks the text. */
  from: string;
  texts: Record<string, string>;
};

export type SectionKind = 'visas' | 'preamble' | 'article' | 'annex';

/** What a section is to the templates that use it: it must be there, it may be, or one of its group must be. */
export type Obligation = 'mandatory' | 'optional' | 'alternative';

/** The clause of the library that a section reproduces; null académie is the national base. */
export type ClauseReference = { academyCode: string | null; key: string; version: number };

/** What the document is, and between whom (DOMAIN §4, shapes). */
export type TemplateKind = 'convention' | 'processing_agreement';
export type TemplateShape = 'bipartite' | 'tripartite' | 'framework' | 'mutualised';

/** A part of the text that a person edits. Keys are stable; numbers belong to articles only. */
export type TemplateSection = {
  key: string;
  section: SectionKind;
  position: number;
  number: number | null;
  /** Code printed before the title of an annex (« A3 »). */
  code: string | null;
  title: string;
  body: string;
  /** Format 2. A section of format 1 is optional: nothing was said of it. */
  obligation?: Obligation;
  /** Group of an alternative: one of its sections must be there. */
  group?: string;
  /** Texts on which the section rests, as shown to whoever edits it; empty when it rests on usage alone. */
  legalBasis?: string;
  clause?: ClauseReference;
};

export type TemplateContent = {
  /** 2 says what each section is and whence it comes; 1 is read as it was published. */
  format: 1 | 2;
  key: string;
  name: string;
  degree: 'primary' | 'secondary';
  /** Format 2; format 1 serves bipartite conventions. */
  kind?: TemplateKind;
  shapes?: TemplateShape[];
  /** Where this text comes from, shown wherever the template is chosen. */
  notice: string;
  /** Title of the convention, with placeholders. */
  title: string;
  sections: TemplateSection[];
  variables: TemplateVariable[];
  clauses: TemplateClause[];
};
