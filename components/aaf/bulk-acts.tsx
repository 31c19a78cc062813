'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { useSelection } from '@/components/ui/selection';
import { type AafAction, aafActions, aafTransitions } from '@/server/aaf/transitions';
import type { Role } from '@/server/access/roles';
import { ActDialog, type BulkAction } from './act-dialog';
import { schoolNoun } from './words';

export type ActLine = {
  id: string;
  version: number;
  actions: readonly { action: AafAction; obstacle: string | null }[];
};

const mayDo = (role: Role): BulkAction[] =>
  aafActions.filter(
    (action): action is BulkAction =>
      action !== 'request' && aafTransitions[action].who.some((one) => one === role),
  );

/** The acts of this hat on the selected schools; one that none of them allows is shown with the reason. */
export function BulkActs({
  tableId,
  role,
  lines,
}: {
  tableId: string;
  role: Role;
  lines: readonly ActLine[];
}) {
  const selection = useSelection(tableId);
  const [asked, setAsked] = useState<BulkAction | null>(null);
  const ids = [...selection.ids];
  const here = lines.filter(({ id }) => selection.ids.has(id));
  const elsewhere = ids.length - here.length;

  function reasonOf(action: BulkAction): string | null {
    const possible = here.filter((line) =>
      line.actions.some((one) => one.action === action && !one.obstacle),
    );
    if (possible.length > 0 || elsewhere > 0) return null;
    const blocked = here.flatMap((line) => line.actions).find((one) => one.action === action && one.obstacle);
    return blocked?.obstacle ?? 'Aucune des écoles sélectionnées n’est dans l’état voulu.';
  }

  return (
    <>
      {mayDo(role).map((action) => (
        <Button
          key={action}
          size="sm"
          variant={aafTransitions[action].destructive ? 'danger' : 'secondary'}
          reason={reasonOf(action)}
          reasonAs="tooltip"
          onPress={() => setAsked(action)}
        >
          {aafTransitions[action].label}
        </Button>
      ))}
      {mayDo(role).length === 0 && (
        <p className="text-soft text-sm">
          {counted(ids.length, ...schoolNoun)}&nbsp;: votre rôle permet de les lire, non d’agir sur elles.
        </p>
      )}
      {asked && (
        <ActDialog
          key={asked}
          action={asked}
          ids={ids}
          versions={Object.fromEntries(here.map(({ id, version }) => [id, version]))}
          onClose={() => setAsked(null)}
          onDone={(done) => selection.toggle(done, false)}
        />
      )}
    </>
  );
}
