'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { counted, formatNumber } from './format';
import { useSelection } from './selection';

/** Follows the selection of a table: how many, how many of them elsewhere, what can be done with them. */
export function SelectionBar({
  id,
  noun,
  here,
  children,
}: {
  id: string;
  noun: readonly [string, string];
  /** Rows of this page. */
  here: readonly string[];
  /** Acts, from components that read `useSelection(id)`. */
  children: ReactNode;
}) {
  const selection = useSelection(id);
  const elsewhere = selection.count - here.filter((row) => selection.ids.has(row)).length;
  return (
    <section
      aria-label="Sélection"
      hidden={selection.count === 0}
      className="sticky bottom-(--frame-bottom,0px) z-20 rounded-md border border-accent bg-surface px-4 py-2.5 shadow-overlay print:hidden"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="tabular font-semibold">
          {selection.count > 0 && `Sélection\u00a0: ${counted(selection.count, ...noun)}`}
          {elsewhere > 0 && (
            <span className="font-normal text-soft text-sm">
              {' '}
              dont {formatNumber(elsewhere)} sur d’autres pages
            </span>
          )}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {children}
          <Button size="sm" variant="quiet" onPress={selection.clear}>
            Tout désélectionner
          </Button>
        </div>
      </div>
    </section>
  );
}
