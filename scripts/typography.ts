import { parseAst } from 'vitest/node';

/** A plain space where French wants one that never ends a line. */
export type PlainSpace = {
  /** Offset in the source. */
  at: number;
  /** How it is written there: an entity in the text of JSX, an escape elsewhere. */
  written: '&nbsp;' | '\\u00a0';
};

type Node = { type: string; start: number; end: number; [key: string]: unknown };

/** Before « : ; ? ! » and inside « guillemets », among words. */
const inWords = /(?<=\S) (?=[:;?!](?:\s|$|[.,)»{\\]))|(?<=«) (?=\S|$)|(?<=\S|^) (?=»)/g;
/** A text that follows a value may begin with the sign: « {label} : ». */
const atStart = /^ (?=[:;?!](?:\s|$))/;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Texts of a source that people may read, with what stands before each. Tagged templates are another language. */
function* texts(node: Node): Generator<{ start: number; end: number; follows: boolean; jsx: boolean }> {
  if (node.type === 'ImportDeclaration' || node.type === 'TaggedTemplateExpression') return;
  if (node.type === 'JSXText') yield { ...node, follows: true, jsx: true };
  if (node.type === 'Literal' && typeof node.value === 'string')
    yield { start: node.start + 1, end: node.end - 1, follows: /^ [:;] $/.test(node.value), jsx: false };
  if (node.type === 'JSXAttribute' && isNode(node.value) && node.value.type === 'Literal') {
    yield { start: node.value.start + 1, end: node.value.end - 1, follows: false, jsx: true };
    return;
  }
  if (node.type === 'TemplateLiteral')
    for (const [rank, part] of (node.quasis as Node[]).entries())
      yield { start: part.start, end: part.end, follows: rank > 0, jsx: false };
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* texts(child);
}

/** Where a source (TypeScript, with or without JSX) holds a plain space that may leave its sign alone on a line. */
export function plainSpaces(path: string, source: string): PlainSpace[] {
  const found: PlainSpace[] = [];
  const program = parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
  for (const { start, end, follows, jsx } of texts(program)) {
    const raw = source.slice(start, end);
    const offsets = [...raw.matchAll(inWords)].map(({ index }) => index);
    if (follows && atStart.test(raw)) offsets.push(0);
    for (const offset of new Set(offsets))
      found.push({ at: start + offset, written: jsx ? '&nbsp;' : '\\u00a0' });
  }
  return found;
}
