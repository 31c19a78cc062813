'use client';

import { Button } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { schoolNoun } from '../words';
import type { SchoolChoice } from './selection';

/** What would be saved, always in sight. */
export function SaveBar({
  choice,
  isSaving,
  onSave,
}: {
  choice: SchoolChoice;
  isSaving: boolean;
  onSave: () => void;
}) {
  const { added, removed, chosen } = choice;
  const changed = added.length + removed.length > 0;
  return (
    <section
      aria-label="Enregistrement"
      className="sticky bottom-(--frame-bottom,0px) z-20 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line bg-surface px-4 py-2.5 shadow-overlay print:hidden"
    >
      <p role="status" className="tabular">
        <strong>{counted(chosen.size, ...schoolNoun)}</strong>
        {changed ? (
          <span className="text-soft">
            {' '}
            (
            {[added.length > 0 && `+ ${added.length}`, removed.length > 0 && `− ${removed.length}`]
              .filter(Boolean)
              .join(', ')}
            )
          </span>
        ) : (
          <span className="text-soft"> · liste enregistrée</span>
        )}
      </p>
      <div className="flex flex-wrap items-start gap-2">
        <Button
          variant="primary"
          isPending={isSaving}
          pendingLabel="Enregistrement…"
          reason={changed ? null : 'Aucun changement à enregistrer.'}
          reasonAs="tooltip"
          onPress={onSave}
        >
          Enregistrer la liste
        </Button>
        {changed && (
          <Button variant="quiet" onPress={choice.reset}>
            Abandonner les changements
          </Button>
        )}
      </div>
    </section>
  );
}
