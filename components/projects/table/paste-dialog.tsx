'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import type { Pasted } from '@/server/projects/table/paste';

/** Refusals listed before the others are counted. */
const SHOWN = 30;

/** Says what a paste would do before it does it: all its cells, or none. */
export function PasteDialog({
  plan,
  isSaving,
  onConfirm,
  onClose,
}: {
  plan: Pasted;
  isSaving: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { cells, refused, same, outside } = plan;
  const blocked = refused.length + outside > 0;
  return (
    <Dialog
      title="Coller dans le tableau"
      isOpen
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {blocked ? 'Fermer' : 'Ne pas coller'}
          </Button>
          {!blocked && (
            <Button variant="primary" isPending={isSaving} pendingLabel="Enregistrement…" onPress={onConfirm}>
              Coller {counted(cells.length, 'cellule')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          {counted(cells.length, 'cellule changerait', 'cellules changeraient')}
          {same > 0 && `, ${counted(same, 'est déjà ainsi', 'sont déjà ainsi')}`}
          {refused.length > 0 && `, ${counted(refused.length, 'est refusée', 'sont refusées')}`}. Tout est
          enregistré, ou rien.
        </p>
        {blocked && (
          <Notice tone="danger" title="Rien n’a été enregistré">
            {outside > 0 &&
              `${counted(outside, 'cellule dépasse', 'cellules dépassent')} le tableau\u00a0: placez-vous plus haut ou plus à gauche. `}
            {refused.length > 0 && 'Corrigez ces cellules dans votre tableur, puis collez à nouveau.'}
          </Notice>
        )}
        {refused.length > 0 && (
          <ul aria-label="Cellules refusées" className="flex flex-col gap-2 text-sm">
            {refused.slice(0, SHOWN).map((one) => (
              <li key={`${one.projectId} ${one.column}`} className="border-line border-t pt-2">
                <strong>{one.label}</strong> · {one.name}
                <span className="block text-danger">{one.reason}</span>
              </li>
            ))}
            {refused.length > SHOWN && <li>et {counted(refused.length - SHOWN, 'autre')}</li>}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
