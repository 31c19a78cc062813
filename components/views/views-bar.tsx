'use client';

import { useMutation } from '@tanstack/react-query';
import { Bookmark, BookmarkPlus, Star } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { Link } from '@/components/ui/link';
import { Menu } from '@/components/ui/menu';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { ViewLine } from '@/server/views/queries';
import { type ViewList, viewListPaths, viewQuery } from '@/server/views/schema';

/** The views kept of a list, and how to keep the one on screen. */
export function ViewsBar({
  list,
  views,
  mayShare,
}: {
  list: ViewList;
  views: readonly ViewLine[];
  mayShare: boolean;
}) {
  const search = useSearchParams();
  const here = viewQuery(search.toString());
  const [naming, setNaming] = useState<'new' | ViewLine | null>(null);
  return (
    <nav aria-label="Vues enregistrées" className="flex flex-wrap items-center gap-x-2 gap-y-1 print:hidden">
      <Bookmark aria-hidden className="size-4 text-soft" />
      {views.map((view) => (
        <span key={view.id} className="inline-flex items-center">
          <Link
            href={`${viewListPaths[list]}?${view.query}`}
            quiet
            aria-current={view.query === here ? 'page' : undefined}
            className={view.query === here ? 'font-semibold text-accent' : ''}
          >
            {view.label}
          </Link>
          {view.isDefault && <Star aria-label="vue par défaut" className="ml-1 size-3.5 text-accent" />}
          {view.shared && (
            <span className="ml-1">
              <Badge>Académie</Badge>
            </span>
          )}
          {view.canEdit && <ViewMenu view={view} here={here} onRename={() => setNaming(view)} />}
        </span>
      ))}
      <Link href={`${viewListPaths[list]}?vue=liste`} quiet>
        Tout
      </Link>
      <Button size="sm" variant="quiet" icon={<BookmarkPlus aria-hidden />} onPress={() => setNaming('new')}>
        Enregistrer cette vue
      </Button>
      {naming && (
        <NameDialog
          list={list}
          view={naming === 'new' ? null : naming}
          query={here}
          mayShare={mayShare}
          onClose={() => setNaming(null)}
        />
      )}
    </nav>
  );
}

function ViewMenu({ view, here, onRename }: { view: ViewLine; here: string; onRename: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const change = useMutation(trpc.views.change.mutationOptions());
  const remove = useMutation(trpc.views.remove.mutationOptions());
  const [removing, setRemoving] = useState(false);
  const { id, version } = view;

  async function run(input: { query?: string; isDefault?: boolean }, said: string) {
    try {
      await change.mutateAsync({ id, version, ...input });
      toast(said);
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }
  return (
    <>
      <Menu
        label={`Autres actes sur la vue «\u00a0${view.label}\u00a0»`}
        entries={[
          { id: 'rename', label: 'Renommer', onAction: onRename },
          {
            id: 'replace',
            label: 'Remplacer par ce qui est affiché',
            reason: view.query === here ? 'la liste est affichée ainsi' : null,
            onAction: () => void run({ query: here }, 'Vue remplacée.'),
          },
          {
            id: 'default',
            label: view.isDefault ? 'Ne plus ouvrir par défaut' : 'Ouvrir par défaut',
            onAction: () =>
              void run(
                { isDefault: !view.isDefault },
                view.isDefault ? 'La liste s’ouvre sans vue.' : 'La liste s’ouvrira ainsi.',
              ),
          },
          {
            id: 'remove',
            label: 'Supprimer',
            tone: 'danger',
            separated: true,
            onAction: () => setRemoving(true),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={removing}
        onOpenChange={setRemoving}
        title={`Supprimer la vue «\u00a0${view.label}\u00a0» ?`}
        confirmLabel="Supprimer la vue"
        tone="danger"
        onConfirm={async () => {
          try {
            await remove.mutateAsync({ id, version });
            router.refresh();
          } catch (error) {
            return refusalFrom(error).message;
          }
        }}
      >
        <p>{view.shared ? 'Elle disparaît pour toute l’académie. ' : ''}La liste elle-même ne change pas.</p>
      </ConfirmDialog>
    </>
  );
}

function NameDialog({
  list,
  view,
  query,
  mayShare,
  onClose,
}: {
  list: ViewList;
  view: ViewLine | null;
  query: string;
  mayShare: boolean;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const save = useMutation(trpc.views.save.mutationOptions());
  const change = useMutation(trpc.views.change.mutationOptions());
  const [label, setLabel] = useState(view?.label ?? '');
  const [shared, setShared] = useState(false);
  const [isDefault, setDefault] = useState(false);
  const { attempt, refusal } = useAttempt();

  const send = () =>
    attempt(async () => {
      if (view) await change.mutateAsync({ id: view.id, version: view.version, label });
      else await save.mutateAsync({ list, label, query, shared, isDefault });
      toast(view ? 'Vue renommée.' : `Vue «\u00a0${label.trim()}\u00a0» enregistrée.`);
      onClose();
      router.refresh();
    });
  return (
    <Dialog
      title={view ? 'Renommer la vue' : 'Enregistrer cette vue'}
      isOpen
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            Annuler
          </Button>
          <Button
            variant="primary"
            isPending={save.isPending || change.isPending}
            onPress={() => void send()}
          >
            Enregistrer
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        <TextField
          label="Nom de la vue"
          description={view ? undefined : 'Elle garde la recherche, les filtres, le tri et les colonnes.'}
          value={label}
          onChange={setLabel}
          maxLength={60}
          isRequired
        />
        {!view && (
          <>
            <Checkbox label="Ouvrir la liste ainsi" value={isDefault} onChange={setDefault} />
            {mayShare && (
              <Checkbox
                label="Proposer à toute l’académie"
                description="Les collectivités ne la verront pas."
                value={shared}
                onChange={setShared}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
