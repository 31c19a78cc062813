import type { DrawValue } from '@/server/conventions/domain';

/**
 * Marks around the values of a text, so that a screen finds them again in the finished document. They are
 * three characters of Unicode's private area that occur nowhere in the texts; they go through the making of
 * the document like any other letter, and change none of its words.
 */
export type Marks = { open: string; middle: string; close: string };

/** One piece of a drawn text: written words (`key` null), or the value of a field. */
export type Run = { key: string | null; text: string; missing: boolean; first: boolean };

/** What the layout may read around the words of a line: spaces, what vanishes, the dash of a list. */
const EDGES = /^([\s\u00ad]*(?:-[\u00ad\ufeff]*[ \t][\s\u00ad]*)?)(.*?)([\s\u00ad]*)$/su;
const FIRST = 0xe000;
const LAST = 0xf8ff;

/** Three characters that occur in none of these texts. */
export function freeMarks(texts: readonly string[]): Marks {
  const free: string[] = [];
  for (let code = FIRST; code <= LAST && free.length < 3; code += 1) {
    const mark = String.fromCharCode(code);
    if (!texts.some((text) => text.includes(mark))) free.push(mark);
  }
  const [open = '', middle = '', close = ''] = free;
  return { open, middle, close };
}

/**
 * Draws values between marks, line by line and without the spaces or the dash of a list around them: what
 * the layout reads as structure stays outside. `isField` says which values are fields here.
 */
export function drawMarked(marks: Marks, isField: (key: string, missing: boolean) => boolean): DrawValue {
  return ({ key, text, missing }) => {
    if (!isField(key, missing)) return text;
    let first = true;
    return text
      .split(/(\r\n?|[\n\u2028\u2029])/)
      .map((line, index) => {
        if (index % 2 === 1) return line;
        const [, before = '', inner = '', after = ''] = EDGES.exec(line) ?? [];
        // A dash alone may begin a list with the words that follow the value.
        if (inner === '' || /^-[\u00ad\ufeff]*$/u.test(inner)) return line;
        const flags = `${missing ? '!' : ''}${first ? '^' : ''}`;
        first = false;
        return `${before}${marks.open}${key}${flags}${marks.middle}${inner}${marks.close}${after}`;
      })
      .join('');
  };
}

/** The runs of a text that was drawn with these marks. */
export function splitMarks(marks: Marks, text: string): Run[] {
  const runs: Run[] = [];
  const written = (words: string) => {
    if (words !== '') runs.push({ key: null, text: words, missing: false, first: false });
  };
  let from = 0;
  for (;;) {
    const open = text.indexOf(marks.open, from);
    const middle = open < 0 ? -1 : text.indexOf(marks.middle, open);
    const close = middle < 0 ? -1 : text.indexOf(marks.close, middle);
    if (close < 0) break;
    written(text.slice(from, open));
    const name = text.slice(open + 1, middle);
    runs.push({
      key: name.replace(/[!^]/g, ''),
      text: text.slice(middle + 1, close),
      missing: name.includes('!'),
      first: name.includes('^'),
    });
    from = close + 1;
  }
  written(text.slice(from));
  return runs;
}

/** The words alone. */
export function withoutMarks(marks: Marks, text: string): string {
  return splitMarks(marks, text)
    .map((run) => run.text)
    .join('');
}
