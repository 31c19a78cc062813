'use client';

import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Notice } from './notice';
import { TextArea } from './text-area';

/**
 * Asks before an act that matters, and says what will happen and to how many.
 * `onConfirm` may be slow; a string that it returns is shown as the reason of a refusal and keeps
 * the dialog open. With `reasonLabel`, a reason is asked and handed over.
 */
export function ConfirmDialog({
  trigger,
  isOpen: controlled,
  onOpenChange,
  title,
  children,
  confirmLabel,
  pendingLabel = 'En cours…',
  tone = 'primary',
  reasonLabel,
  reasonRequired = true,
  onConfirm,
}: {
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** A question: « Rejeter 12 demandes ? ». */
  title: string;
  /** What will happen, in one or two sentences. */
  children: ReactNode;
  /** The act as a verb: « Rejeter les 12 demandes ». */
  confirmLabel: string;
  pendingLabel?: string;
  tone?: 'primary' | 'danger';
  reasonLabel?: string;
  reasonRequired?: boolean;
  onConfirm: (reason: string) => Promise<string | undefined> | Promise<void> | void;
}) {
  const [own, setOwn] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const isOpen = controlled ?? own;

  function open(next: boolean) {
    if (isPending) return;
    if (next) {
      setReason('');
      setRefusal(undefined);
      setMissing(false);
    }
    setOwn(next);
    onOpenChange?.(next);
  }

  async function confirm() {
    if (reasonLabel && reasonRequired && reason.trim() === '') {
      setMissing(true);
      return;
    }
    setPending(true);
    setRefusal(undefined);
    try {
      const refused = await onConfirm(reason.trim());
      setPending(false);
      if (typeof refused === 'string') {
        setRefusal(refused);
        return;
      }
      setOwn(false);
      onOpenChange?.(false);
    } catch {
      setPending(false);
      setRefusal(
        'L’opération n’a pas abouti\u00a0; rien n’a été modifié. Vérifiez la connexion, puis réessayez.',
      );
    }
  }

  return (
    <Dialog
      role="alertdialog"
      size="sm"
      title={title}
      trigger={trigger}
      isOpen={isOpen}
      onOpenChange={open}
      footer={
        <>
          <Button onPress={() => open(false)}>Annuler</Button>
          <Button variant={tone} isPending={isPending} pendingLabel={pendingLabel} onPress={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="space-y-2">{children}</div>
        {reasonLabel && (
          <TextArea
            label={reasonLabel}
            isRequired={reasonRequired}
            rows={3}
            value={reason}
            onChange={setReason}
            errorMessage={missing && reason.trim() === '' ? 'Indiquez le motif.' : undefined}
          />
        )}
        {refusal && (
          <Notice tone="danger" live>
            {refusal}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
