'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CellColumn } from './cell-grid-row';

const FIELD =
  'min-h-0 w-full min-w-0 self-stretch bg-surface px-1 text-ink outline-none pointer-coarse:text-base';

/**
 * The field that stands in a cell while it is edited. Enter keeps and goes down, Tab keeps and goes on, Escape
 * gives up, leaving the field keeps.
 */
export function CellEditor({
  column,
  text,
  typed,
  name,
  onKeep,
  onCancel,
}: {
  column: CellColumn;
  /** What the cell shows. */
  text: string;
  /** The first letter, when typing began the edit: it replaces what stood there. */
  typed: string | null;
  name: string;
  onKeep: (text: string, then: 'down' | 'next' | 'previous' | 'stay') => void;
  onCancel: () => void;
}) {
  const [value, setValue] = useState(typed ?? text);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const done = useRef(false);
  useEffect(() => {
    field.current?.focus();
    if (typed === null && 'select' in (field.current ?? {})) field.current?.select?.();
  }, [typed]);

  function end(act: () => void) {
    if (done.current) return;
    done.current = true;
    act();
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Escape') end(onCancel);
    else if (event.key === 'Enter') end(() => onKeep(value, 'down'));
    else if (event.key === 'Tab') end(() => onKeep(value, event.shiftKey ? 'previous' : 'next'));
    else return;
    event.preventDefault();
  }
  const common = {
    ref: field,
    'aria-label': name,
    className: FIELD,
    onKeyDown,
    onBlur: () => end(() => onKeep(value, 'stay')),
    onCopy: (event: React.ClipboardEvent) => event.stopPropagation(),
    onPaste: (event: React.ClipboardEvent) => event.stopPropagation(),
  };
  if (!column.choices)
    return <input {...common} type="text" value={value} onChange={(event) => setValue(event.target.value)} />;
  return (
    <select {...common} value={value} onChange={(event) => setValue(event.target.value)}>
      {!column.choices.some(({ label }) => label === '') && <option value="">–</option>}
      {value !== '' && !column.choices.some(({ label }) => label === value) && <option>{value}</option>}
      {column.choices.map(({ id, label }) => (
        <option key={id} value={label}>
          {label}
        </option>
      ))}
    </select>
  );
}
