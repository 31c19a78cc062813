import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { HtmlElement } from '@/server/documents/html-node';
import { htmlToReact } from '@/server/documents/view';
import { type Marks, type Run, splitMarks } from './marks';

/** A part of the document: its words, and its fields to be clicked where they stand. */
export function Drawn({ html, marks, editable }: { html: HtmlElement; marks: Marks; editable: boolean }) {
  return htmlToReact(html, (text): ReactNode => {
    const runs = splitMarks(marks, text);
    if (runs.length === 1 && runs[0]?.key === null) return text;
    return runs.map((run, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place in the sentence
      <RunView key={index} run={run} editable={editable} />
    ));
  });
}

const FIELD =
  '-mx-0.5 rounded-xs px-0.5 [box-decoration-break:clone] print:bg-transparent print:text-inherit';
const MISSING = 'bg-warning-soft font-semibold text-warning';

function RunView({ run, editable }: { run: Run; editable: boolean }) {
  if (run.key === null) return run.text;
  const style = clsx(FIELD, run.missing && MISSING);
  if (!editable) return run.missing ? <span className={style}>{run.text}</span> : run.text;
  const look = clsx(
    style,
    'cursor-pointer border-b border-dotted hover:bg-accent-soft print:border-0',
    run.missing ? 'border-warning' : 'border-edge',
  );
  // The lines that follow in the same value answer to the mouse only: one stop per field for the keyboard.
  if (!run.first)
    return (
      <span data-variable={run.key} className={look}>
        {run.text}
      </span>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot break across the lines of a sentence
    <span role="button" tabIndex={0} aria-haspopup="dialog" data-variable={run.key} className={look}>
      {run.text}
    </span>
  );
}
