'use client';

import { useMutation } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { formatList, plural } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';

/** Recalls one alert, or several at once, after saying what will happen. */
export function Remind({
  keys,
  title,
  refusal = null,
  onDone,
}: {
  keys: readonly string[];
  /** What one reminder is about; absent for a selection. */
  title?: string;
  refusal?: string | null;
  onDone?: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const remind = useMutation(trpc.alerts.remind.mutationOptions());
  const many = keys.length > 1;

  async function confirm(): Promise<string | undefined> {
    try {
      const { reminded, refused, mails } = await remind.mutateAsync({ keys: [...keys] });
      const names = [...new Set(reminded.flatMap(({ to }) => to))];
      const done = `${plural(mails, 'Un courriel part', `${mails} courriels partent`)}\u00a0: ${formatList(names.slice(0, 5))}${names.length > 5 ? '…' : ''}.`;
      const left =
        refused.length > 0
          ? ` ${plural(refused.length, 'Une alerte n’a pas été rappelée', `${refused.length} alertes n’ont pas été rappelées`)}\u00a0: ${refused[0]?.why}`
          : '';
      toast(done + left, refused.length > 0 ? { tone: 'warning' } : {});
      onDone?.();
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button
          size="sm"
          icon={<BellRing aria-hidden />}
          reason={refusal ?? undefined}
          reasonAs="tooltip"
          {...(title ? { 'aria-label': `Relancer\u00a0: ${title}` } : {})}
        >
          {many ? `Relancer (${keys.length})` : 'Relancer'}
        </Button>
      }
      title={many ? `Relancer pour ${keys.length} alertes ?` : 'Relancer par courriel\u00a0?'}
      confirmLabel="Relancer"
      onConfirm={confirm}
    >
      <p>
        Un courriel part à votre nom vers les personnes dont l’acte est attendu, avec le lien qui y mène
        {many ? ' : un seul par personne, même pour plusieurs alertes.' : '.'} Le rappel est noté dans
        l’historique.
      </p>
    </ConfirmDialog>
  );
}
