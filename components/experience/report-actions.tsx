'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Menu } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import type { ExperienceDetail } from '@/server/experience/queries';

/** What may be done with a sheet that one reads: its PDF, and for its authors writing or taking it back. */
export function ReportActions({ report }: { report: ExperienceDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const unpublish = useMutation(trpc.experience.unpublish.mutationOptions());
  const [asking, setAsking] = useState(false);
  const { edit, publish } = report.abilities;
  const published = report.publishedAt !== null;

  async function confirm(): Promise<string | undefined> {
    try {
      await unpublish.mutateAsync({ id: report.id, version: report.version });
      toast('Fiche retirée de la publication');
      router.push(`/retours/${report.id}/modifier`);
      router.refresh();
      return undefined;
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <>
      {edit && !published && (
        <ButtonLink href={`/retours/${report.id}/modifier`} variant="primary">
          Continuer à écrire
        </ButtonLink>
      )}
      <ButtonLink href={`/retours/${report.id}/fiche.pdf`} download>
        PDF
      </ButtonLink>
      {publish && published && (
        <>
          <Menu
            label="Autres actes"
            entries={[
              {
                id: 'retirer',
                label: 'Retirer pour corriger',
                detail: 'Elle redevient un brouillon de ses auteurs.',
                onAction: () => setAsking(true),
              },
            ]}
          />
          <ConfirmDialog
            isOpen={asking}
            onOpenChange={setAsking}
            title="Retirer la fiche de la publication&nbsp;?"
            confirmLabel="Retirer la fiche"
            onConfirm={confirm}
          >
            <p>
              Ses lecteurs ne la verront plus tant que vous ne l’aurez pas publiée de nouveau. Les chiffres
              figés avec elle seront relevés une nouvelle fois.
            </p>
          </ConfirmDialog>
        </>
      )}
    </>
  );
}
