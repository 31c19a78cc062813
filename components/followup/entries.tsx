'use client';

import { useMutation } from '@tanstack/react-query';
import { Mail, NotebookPen, Phone, Users } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Badge } from '@/components/ui/badge';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Menu } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { type FollowUpKind, followUpKindLabels, readersLabel } from '@/server/followup/domain';
import type { EntryLine, FollowUpChoices } from '@/server/followup/queries';
import { EditDialog } from './edit-dialog';

const icons: Record<FollowUpKind, typeof Phone> = {
  note: NotebookPen,
  call: Phone,
  mail: Mail,
  meeting: Users,
};

type Held = { projectId: string; choices: FollowUpChoices | null; mayKeepInternal: boolean };

/** What happened on the project, latest first; who reads each line is written beside it. */
export function Entries({ entries, ...held }: Held & { entries: readonly EntryLine[] }) {
  return (
    <ol aria-label="Suivi du projet" className="flex max-w-3xl flex-col">
      {entries.map((entry) => (
        <li key={entry.id} className="break-inside-avoid border-line border-t py-4 first:border-t-0">
          <Entry entry={entry} {...held} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry, projectId, choices, mayKeepInternal }: Held & { entry: EntryLine }) {
  const trpc = useTRPC();
  const router = useRouter();
  const remove = useMutation(trpc.followUp.remove.mutationOptions());
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  const Icon = icons[entry.kind];
  return (
    <article className="flex gap-3">
      <Icon aria-hidden className="mt-1 size-5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          <strong>{followUpKindLabels[entry.kind]}</strong>
          <time dateTime={entry.on}>{formatLongDate(entry.on)}</time>
          <Badge tone={entry.shared ? 'info' : 'neutral'}>{readersLabel(entry.shared)}</Badge>
        </p>
        <p className="mt-1 whitespace-pre-wrap break-words">{entry.text}</p>
        <p className="mt-1 text-soft text-sm">
          {entry.participants && `Avec ${entry.participants} · `}
          {entry.convention && (
            <>
              <Link href={`/conventions/${entry.convention.id}`}>Convention {entry.convention.number}</Link> ·{' '}
            </>
          )}
          {entry.school && (
            <>
              <Link href={`/couverture/ecoles/${entry.school.uai}`}>{entry.school.name}</Link> ·{' '}
            </>
          )}
          {entry.authorName}
          {entry.editedAt && ' · corrigé'}
        </p>
      </div>
      {entry.canEdit && (
        <Menu
          label={`Autres actes sur la ligne du ${formatLongDate(entry.on)}`}
          entries={[
            ...(choices ? [{ id: 'edit', label: 'Corriger', onAction: () => setDialog('edit') }] : []),
            { id: 'remove', label: 'Retirer', tone: 'danger' as const, onAction: () => setDialog('remove') },
          ]}
        />
      )}
      {dialog === 'edit' && choices && (
        <EditDialog
          projectId={projectId}
          entry={entry}
          choices={choices}
          mayKeepInternal={mayKeepInternal}
          onClose={() => setDialog(null)}
        />
      )}
      <ConfirmDialog
        isOpen={dialog === 'remove'}
        onOpenChange={(open) => !open && setDialog(null)}
        title="Retirer cette ligne&nbsp;?"
        confirmLabel="Retirer la ligne"
        tone="danger"
        onConfirm={async () => {
          try {
            await remove.mutateAsync({ id: entry.id, version: entry.version });
            toast('Ligne retirée.');
            router.refresh();
          } catch (error) {
            return refusalFrom(error).message;
          }
        }}
      >
        <p>Elle quitte le suivi du projet. Le journal garde ce qu’elle disait.</p>
      </ConfirmDialog>
    </article>
  );
}
