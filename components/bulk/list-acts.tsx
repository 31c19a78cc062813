'use client';

import { FileArchive } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useSelection } from '@/components/ui/selection';
import type { AskZip } from '@/server/conventions/bulk/schema';
import { type Draft, SubmitMany } from './many-dialog';
import { useArchive } from './use-archive';

/** Acts on the selected conventions: their PDFs in one archive; their submission, while they are drafts. */
export function SelectedConventions({
  tableId,
  drafts,
  maySubmit,
}: {
  tableId: string;
  /** Those of this page that are drafts, with the version on screen. */
  drafts: readonly Draft[];
  maySubmit: boolean;
}) {
  const selection = useSelection(tableId);
  const archive = useArchive();
  const chosen = drafts.filter(({ id }) => selection.ids.has(id));
  return (
    <>
      <Button
        size="sm"
        icon={<FileArchive aria-hidden />}
        isPending={archive.isPending}
        onPress={() => archive.ask({ ids: [...selection.ids] })}
      >
        Archive ZIP des PDF
      </Button>
      {maySubmit &&
        (chosen.length === 0 || chosen.length < selection.count ? (
          <Button
            size="sm"
            reasonAs="tooltip"
            reason={
              chosen.length === 0
                ? 'Aucune convention choisie sur cette page n’est en rédaction.'
                : 'Certaines des conventions choisies ne sont pas en rédaction, ou pas sur cette page.'
            }
          >
            Soumettre à l’examen
          </Button>
        ) : (
          <SubmitMany drafts={chosen} trigger={<Button size="sm">Soumettre à l’examen</Button>} />
        ))}
    </>
  );
}

/** Everything that matches the filters of the list, in one archive. */
export function ArchiveOfList({
  filters,
  total,
}: {
  filters: Extract<AskZip, { filters: object }>['filters'];
  total: number;
}) {
  const archive = useArchive();
  return (
    <Button
      icon={<FileArchive aria-hidden />}
      isPending={archive.isPending}
      reason={total === 0 ? 'La liste est vide.' : undefined}
      reasonAs="tooltip"
      onPress={() => archive.ask({ filters })}
    >
      Archive ZIP
    </Button>
  );
}
