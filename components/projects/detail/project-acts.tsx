'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Menu } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import type { ProjectDetail } from '@/server/projects/queries';

/** The rarer acts on a project: closing it and opening it again. */
export function ProjectActs({ project }: { project: ProjectDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.projects.update.mutationOptions());
  const [asking, setAsking] = useState(false);
  const isClosed = project.closedOn !== null;

  async function close(closed: boolean, version = project.version): Promise<string | undefined> {
    try {
      const done = await update.mutateAsync({ id: project.id, version, closed });
      toast(closed ? 'Projet clos.' : 'Projet rouvert.', {
        undo: { label: 'Annuler', onUndo: () => void close(!closed, done.version) },
      });
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <>
      <Menu
        label="Autres actes sur le projet"
        entries={[
          { id: 'schools', label: 'Choisir les écoles', href: `/projets/${project.id}/ecoles` },
          isClosed
            ? { id: 'reopen', label: 'Rouvrir le projet', onAction: () => setAsking(true), separated: true }
            : {
                id: 'close',
                label: 'Clore le projet',
                detail: 'Il quitte la liste des projets en cours.',
                tone: 'danger' as const,
                separated: true,
                onAction: () => setAsking(true),
              },
        ]}
      />
      <ConfirmDialog
        isOpen={asking}
        onOpenChange={setAsking}
        title={isClosed ? 'Rouvrir le projet\u00a0?' : 'Clore le projet\u00a0?'}
        confirmLabel={isClosed ? 'Rouvrir' : 'Clore'}
        tone={isClosed ? 'primary' : 'danger'}
        onConfirm={() => close(!isClosed)}
      >
        <p>
          {isClosed
            ? 'Le projet revient parmi les projets en cours.'
            : 'Ses écoles, ses conventions et ses accrochages restent tels quels\u00a0; seul le projet est rangé parmi les projets clos. Il pourra être rouvert.'}
        </p>
      </ConfirmDialog>
    </>
  );
}
