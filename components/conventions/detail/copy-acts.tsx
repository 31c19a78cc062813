'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { counted } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import type { ConventionDetail } from '@/server/conventions/queries/detail';

/** Drafts made from this convention: a duplicate for a project, or an abandoned project taken up again. */
export function CopyActs({ convention }: { convention: ConventionDetail }) {
  const [isOpen, setOpen] = useState(false);
  if (!convention.abilities.copy) return null;
  return (
    <>
      {convention.status === 'abandoned' && <Resume convention={convention} />}
      <Button icon={<Copy aria-hidden />} onPress={() => setOpen(true)}>
        Dupliquer
      </Button>
      {isOpen && <Duplicate convention={convention} onClose={() => setOpen(false)} />}
    </>
  );
}

function Resume({ convention }: { convention: ConventionDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const resume = useMutation(trpc.review.resume.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">Reprendre ce projet</Button>}
      title="Reprendre ce projet en brouillon&nbsp;?"
      confirmLabel="Reprendre ce projet"
      onConfirm={async () => {
        try {
          const { id } = await resume.mutateAsync({ id: convention.id });
          router.push(`/conventions/${id}`);
        } catch (error) {
          return refusalFrom(error).message;
        }
      }}
    >
      Un nouveau brouillon reprend tout&nbsp;: texte, champs, écoles et dates. Les avis déjà rendus valent
      encore tant que ce dont ils parlent ne change pas&nbsp;; pour le reste, ils seront demandés à nouveau.
    </ConfirmDialog>
  );
}

function Duplicate({ convention, onClose }: { convention: ConventionDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const projects = useQuery(trpc.conventions.startable.queryOptions());
  const duplicate = useMutation(trpc.review.duplicate.mutationOptions());
  const [projectId, setProjectId] = useState<string | null>(convention.project.id);
  const { attempt, refusal } = useAttempt();
  const make = () =>
    attempt(async () => {
      const made = await duplicate.mutateAsync({ id: convention.id, projectId: projectId ?? '' });
      if (made.left.length > 0)
        toast(`${counted(made.left.length, 'école')} hors de ce projet\u00a0: non reprise dans la copie.`);
      router.push(`/conventions/${made.id}`);
    });
  return (
    <Dialog
      title="Dupliquer cette convention"
      isOpen
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button variant="primary" isPending={duplicate.isPending} onPress={make}>
            Créer le brouillon
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          Un nouveau brouillon reprend les textes, les champs et les écoles qui sont dans le projet choisi.
          Les dates restent à fixer.
        </p>
        <ComboBox
          label="Projet"
          isRequired
          value={projectId}
          onChange={setProjectId}
          choices={(projects.data ?? []).map(({ id, name, carrierName }) => ({
            id,
            label: name,
            detail: carrierName,
          }))}
        />
        <RefusalNotice refusal={refusal} />
      </div>
    </Dialog>
  );
}
