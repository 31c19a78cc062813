import type {
  ClauseReference,
  Obligation,
  SectionKind,
  TemplateClause,
  TemplateContent,
  TemplateSection,
  TemplateShape,
  TemplateVariable,
} from '../conventions/template/types';
import { sameWords } from './deviations';

/** A clause of the library as it is put into a template. */
export type ClauseText = {
  reference: ClauseReference;
  section: SectionKind;
  title: string;
  body: string;
  variables: TemplateVariable[];
  wordings: TemplateClause[];
  legalBasis: string;
  obligation: Obligation;
  alternativeOf: string | null;
};

/** One act on a draft. The server and the screen apply the same ones. */
export type TemplateEdit =
  | { kind: 'describe'; name?: string; title?: string; notice?: string; shapes?: TemplateShape[] }
  | {
      kind: 'section';
      key: string;
      title: string;
      body: string;
      legalBasis: string;
      obligation: Obligation;
      number?: number | null;
      code?: string | null;
    }
  /** Puts a clause in the place of a section (`key`), or adds it after `after`. */
  | { kind: 'clause'; key?: string; after?: string | null; clause: ClauseText }
  | { kind: 'add'; section: SectionKind; after: string | null; key: string; title: string }
  | { kind: 'remove'; key: string }
  | { kind: 'move'; key: string; by: number }
  | { kind: 'renumber' }
  | { kind: 'variable'; variable: TemplateVariable }
  | { kind: 'remove_variable'; key: string };

export type Edited = { ok: true; content: TemplateContent } | { ok: false; message: string };

const kinds: readonly SectionKind[] = ['visas', 'preamble', 'article', 'annex'];

/** The draft after one act, or why it is not possible. Pure: the draft given is left as it is. */
export function applyEdit(content: TemplateContent, edit: TemplateEdit): Edited {
  const done = (next: Partial<TemplateContent>): Edited => ({
    ok: true,
    content: { ...content, ...next, format: 2 },
  });
  const refuse = (message: string): Edited => ({ ok: false, message });
  const at = (key: string) => content.sections.findIndex((one) => one.key === key);
  switch (edit.kind) {
    case 'describe': {
      const { kind: _kind, ...said } = edit;
      return done(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
    }
    case 'section': {
      const found = content.sections[at(edit.key)];
      if (!found) return refuse('Cette partie n’est plus dans le modèle.');
      const { kind: _kind, ...said } = edit;
      const { clause, ...rest } = found;
      const untouched = sameWords(said.body, found.body) && sameWords(said.title, found.title);
      const next: TemplateSection = {
        ...rest,
        ...said,
        number: said.number === undefined ? found.number : said.number,
        code: said.code === undefined ? found.code : said.code,
        // Words of one's own are no longer the library's.
        ...(clause && untouched ? { clause } : {}),
      };
      return done({ sections: content.sections.map((one) => (one.key === edit.key ? next : one)) });
    }
    case 'clause':
      return putClause(content, edit);
    case 'add': {
      if (at(edit.key) >= 0) return refuse('Une partie porte déjà cette clé.');
      const added = empty(edit.section, edit.key, edit.title);
      return done({ sections: placed(insert(content.sections, added, edit.after)) });
    }
    case 'remove':
      if (at(edit.key) < 0) return refuse('Cette partie n’est plus dans le modèle.');
      return done({ sections: placed(content.sections.filter(({ key }) => key !== edit.key)) });
    case 'move': {
      const from = at(edit.key);
      const moved = content.sections[from];
      if (!moved) return refuse('Cette partie n’est plus dans le modèle.');
      const peers = content.sections.filter(({ section }) => section === moved.section);
      const rank = peers.indexOf(moved);
      const target = Math.min(peers.length - 1, Math.max(0, rank + edit.by));
      peers.splice(rank, 1);
      peers.splice(target, 0, moved);
      const others = content.sections.filter(({ section }) => section !== moved.section);
      return done({ sections: renumbered(placed([...others, ...peers])) });
    }
    case 'renumber':
      return done({ sections: renumbered(placed(content.sections)) });
    case 'variable': {
      const exists = content.variables.some(({ key }) => key === edit.variable.key);
      return done({
        variables: exists
          ? content.variables.map((one) => (one.key === edit.variable.key ? edit.variable : one))
          : [...content.variables, edit.variable],
      });
    }
    case 'remove_variable':
      return done({ variables: content.variables.filter(({ key }) => key !== edit.key) });
  }
}

const empty = (section: SectionKind, key: string, title: string): TemplateSection => ({
  key,
  section,
  position: 0,
  number: null,
  code: null,
  title,
  body: '',
  obligation: 'optional',
  legalBasis: '',
});

function putClause(content: TemplateContent, edit: Extract<TemplateEdit, { kind: 'clause' }>): Edited {
  const { clause } = edit;
  const replaced = edit.key === undefined ? undefined : content.sections.find(({ key }) => key === edit.key);
  if (edit.key !== undefined && !replaced)
    return { ok: false, message: 'Cette partie n’est plus dans le modèle.' };
  const key = replaced?.key ?? clause.reference.key;
  if (!replaced && content.sections.some((one) => one.key === key))
    return { ok: false, message: 'Cette clause est déjà dans le modèle.' };
  const { group: _group, ...place } = replaced ?? empty(clause.section, key, clause.title);
  const section: TemplateSection = {
    ...place,
    title: clause.title,
    body: clause.body,
    obligation: clause.obligation,
    legalBasis: clause.legalBasis,
    clause: clause.reference,
    ...(clause.alternativeOf ? { group: clause.alternativeOf } : {}),
  };
  const sections = replaced
    ? content.sections.map((one) => (one.key === key ? section : one))
    : renumbered(placed(insert(content.sections, section, edit.after ?? null)));
  // A field that the template already has keeps the template's own settings.
  const missing = <T extends { key: string }>(held: readonly T[], brought: readonly T[]) => [
    ...held,
    ...brought.filter(({ key: one }) => !held.some((other) => other.key === one)),
  ];
  return {
    ok: true,
    content: {
      ...content,
      format: 2,
      sections,
      variables: missing(
        content.variables,
        clause.variables.map((variable) => ({ ...variable, article: key })),
      ),
      clauses: missing(content.clauses, clause.wordings),
    },
  };
}

/** After a given section, or at the end of those of its kind. */
function insert(sections: readonly TemplateSection[], added: TemplateSection, after: string | null) {
  const list = [...sections];
  const index = after === null ? -1 : list.findIndex(({ key }) => key === after);
  if (index >= 0) list.splice(index + 1, 0, added);
  else list.push(added);
  return list;
}

/** In the order of the document, each kind together, with a fresh position. */
function placed(sections: readonly TemplateSection[]): TemplateSection[] {
  return kinds
    .flatMap((kind) => sections.filter(({ section }) => section === kind))
    .map((one, index) => ({ ...one, position: 10 * (index + 1) }));
}

/** Articles from 1, annexes from A3 (A1 is the list of schools, A2 the matrix). */
function renumbered(sections: readonly TemplateSection[]): TemplateSection[] {
  let article = 0;
  let annex = sections.some(({ section, code }) => section === 'annex' && code === 'A2') ? 1 : 2;
  return sections.map((one) => {
    if (one.section === 'article') return { ...one, number: ++article };
    if (one.section === 'annex') return { ...one, code: `A${++annex}` };
    return one;
  });
}
