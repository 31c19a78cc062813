'use client';

import { useMutation } from '@tanstack/react-query';
import { CalendarPlus, Copy } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { formatDate, formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';

type Feed = { createdAt: Date; lastReadAt: Date | null };

/** The secret address of one's calendar: made, shown once, renewed, revoked. */
export function CalendarAddress({ feed }: { feed: Feed | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.calendarFeed.create.mutationOptions());
  const revoke = useMutation(trpc.calendarFeed.revoke.mutationOptions());
  const [url, setUrl] = useState<string | null>(null);

  async function make(): Promise<string | undefined> {
    try {
      setUrl((await create.mutateAsync()).url);
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  async function stop(): Promise<string | undefined> {
    try {
      await revoke.mutateAsync();
      setUrl(null);
      toast('Adresse révoquée\u00a0: les agendas qui s’en servaient ne reçoivent plus rien.');
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(url ?? '');
      toast('Adresse copiée.');
    } catch {
      toast('La copie n’a pas abouti\u00a0: sélectionnez l’adresse et copiez-la.', { tone: 'warning' });
    }
  }

  return (
    <div className="flex max-w-text flex-col items-start gap-4">
      {url && (
        <Notice tone="warning" live title="Copiez-la maintenant&nbsp;: elle ne sera plus affichée.">
          <code className="my-2 block select-all break-all rounded-md border border-edge bg-sunken px-3 py-2 text-ink">
            {url}
          </code>
          Donnez-la à votre logiciel d’agenda («&nbsp;S’abonner à un agenda&nbsp;»). Qui la détient lit vos
          échéances.
          <span className="mt-3 block">
            <Button size="sm" icon={<Copy aria-hidden />} onPress={copy}>
              Copier l’adresse
            </Button>
          </span>
        </Notice>
      )}
      {feed ? (
        <>
          <p>
            Une adresse est active depuis le {formatDate(feed.createdAt)}
            {feed.lastReadAt
              ? `, lue pour la dernière fois le ${formatDateTime(feed.lastReadAt)}.`
              : ', pas encore lue.'}
          </p>
          <div className="flex flex-wrap gap-3">
            <ConfirmDialog
              trigger={<Button>Renouveler l’adresse</Button>}
              title="Renouveler l’adresse de l’agenda&nbsp;?"
              confirmLabel="Renouveler"
              onConfirm={make}
            >
              <p>L’adresse actuelle cesse aussitôt&nbsp;: il faudra donner la nouvelle à vos agendas.</p>
            </ConfirmDialog>
            <ConfirmDialog
              trigger={<Button variant="danger">Révoquer</Button>}
              title="Révoquer l’adresse de l’agenda&nbsp;?"
              confirmLabel="Révoquer"
              tone="danger"
              onConfirm={stop}
            >
              <p>Les agendas qui s’en servent ne recevront plus rien.</p>
            </ConfirmDialog>
          </div>
        </>
      ) : (
        <Button
          icon={<CalendarPlus aria-hidden />}
          isPending={create.isPending}
          onPress={async () => {
            const refusal = await make();
            if (refusal) toast(refusal, { tone: 'danger' });
          }}
        >
          Créer l’adresse
        </Button>
      )}
    </div>
  );
}
