'use client';

import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { Dialog } from '@/components/ui/dialog';
import { Menu } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { WorkProgress } from '@/components/work/work-progress';
import {
  type aafExport,
  type conventionsExport,
  type ExportFormat,
  exportFormatLabels,
  exportFormats,
  type projectsExport,
} from '@/server/lists/schema';

/** A list as its screen filters it. */
export type Exported =
  | { list: 'projects'; filters: z.input<typeof projectsExport>['filters'] }
  | { list: 'conventions'; filters: z.input<typeof conventionsExport>['filters'] }
  | { list: 'aaf'; filters: z.input<typeof aafExport>['filters'] };

/** Takes the whole list away as a file, made in the background: one may leave the page meanwhile. */
export function ExportMenu({ exported }: { exported: Exported }) {
  const trpc = useTRPC();
  const projects = useMutation(trpc.lists.exportProjects.mutationOptions());
  const conventions = useMutation(trpc.lists.exportConventions.mutationOptions());
  const aaf = useMutation(trpc.lists.exportAaf.mutationOptions());
  const [work, setWork] = useState<string | null>(null);
  const [isReady, setReady] = useState(false);

  function ask(format: ExportFormat) {
    switch (exported.list) {
      case 'projects':
        return projects.mutateAsync({ format, filters: exported.filters });
      case 'conventions':
        return conventions.mutateAsync({ format, filters: exported.filters });
      case 'aaf':
        return aaf.mutateAsync({ format, filters: exported.filters });
    }
  }
  async function start(format: ExportFormat) {
    try {
      setReady(false);
      setWork((await ask(format)).id);
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }
  return (
    <>
      <Menu
        label="Exporter la liste"
        buttonText="Exporter"
        size="sm"
        variant="quiet"
        icon={<Download aria-hidden />}
        entries={exportFormats.map((format) => ({
          id: format,
          label: exportFormatLabels[format],
          detail: format === 'csv' ? 'Pour tout tableur ou logiciel.' : 'Dates et nombres typés.',
          onAction: () => void start(format),
        }))}
      />
      <Dialog
        title="Export de la liste"
        isOpen={work !== null}
        size="sm"
        onOpenChange={(open) => !open && setWork(null)}
        footer={
          isReady && work ? (
            <ButtonLink
              href={`/travaux/${work}/fichier`}
              variant="primary"
              download
              icon={<Download aria-hidden />}
            >
              Télécharger le fichier
            </ButtonLink>
          ) : undefined
        }
      >
        {work && (
          <div className="flex flex-col gap-3">
            <WorkProgress id={work} onEnd={({ hasFile }) => setReady(hasFile)} />
            <p className="text-soft text-sm">
              Vous pouvez fermer&nbsp;: le fichier restera dans vos travaux.
            </p>
          </div>
        )}
      </Dialog>
    </>
  );
}
