'use client';

import { useMutation } from '@tanstack/react-query';
import { FileText, Paperclip, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button, IconButton } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { FileDrop } from '@/components/ui/file-drop';
import { counted, formatBytes, formatLongDate } from '@/components/ui/format';
import { LINK_STYLE } from '@/components/ui/link';
import { toBase64 } from '@/components/ui/to-base64';
import { toast } from '@/components/ui/toast';
import { maxPdfBytes } from '@/server/files/schema';
import type { WorkLine } from '@/server/raci/work/queries';

type Document = WorkLine['documents'][number];

/** The documents of an activity: read by those who take part, joined and taken out by those who work on it. */
export function Documents({ projectId, line }: { projectId: string; line: WorkLine }) {
  const [isOpen, setOpen] = useState(false);
  const { documents, mayWork, number } = line;
  if (documents.length === 0 && !mayWork) return null;
  const said = documents.length > 0 ? counted(documents.length, 'document') : 'Joindre';
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<Paperclip aria-hidden />}
        aria-label={`${said}, documents de l’activité ${number}`}
        onPress={() => setOpen(true)}
        className={documents.length > 0 ? '' : 'text-soft print:hidden'}
      >
        {said}
      </Button>
      <Dialog title={`Documents de l’activité ${number}`} isOpen={isOpen} onOpenChange={setOpen}>
        <div className="flex flex-col gap-5">
          <p>{line.label}</p>
          {documents.length > 0 && (
            <ul aria-label="Documents" className="flex flex-col">
              {documents.map((document) => (
                <DocumentLine
                  key={document.id}
                  projectId={projectId}
                  activityId={line.id}
                  document={document}
                  mayRemove={mayWork}
                />
              ))}
            </ul>
          )}
          {mayWork && <AddDocument projectId={projectId} activityId={line.id} />}
        </div>
      </Dialog>
    </>
  );
}

function DocumentLine({
  projectId,
  activityId,
  document,
  mayRemove,
}: {
  projectId: string;
  activityId: string;
  document: Document;
  mayRemove: boolean;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const remove = useMutation(trpc.raci.work.removeDocument.mutationOptions());
  return (
    <li className="flex items-center gap-2 border-line border-t py-2 first:border-t-0">
      <FileText aria-hidden className="size-5 shrink-0 text-soft" />
      <span className="min-w-0 flex-1">
        {document.eliminated ? (
          <span className="break-words">{document.name}</span>
        ) : (
          <a
            href={`/responsabilites/${projectId}/documents/${document.id}`}
            download
            className={`break-words ${LINK_STYLE}`}
          >
            {document.name}
          </a>
        )}
        <span className="block text-soft text-sm">
          {document.eliminated
            ? 'Éliminé à l’issue de sa durée de conservation'
            : `${formatBytes(document.size)}, joint le ${formatLongDate(document.on)} par ${document.by}`}
        </span>
      </span>
      {mayRemove && (
        <ConfirmDialog
          trigger={<IconButton label={`Retirer ${document.name}`} icon={<Trash2 aria-hidden />} />}
          title="Retirer ce document&nbsp;?"
          confirmLabel="Retirer le document"
          tone="danger"
          onConfirm={async () => {
            try {
              await remove.mutateAsync({ id: projectId, activityId, documentId: document.id });
            } catch (error) {
              return refusalFrom(error).message;
            }
            toast('Document retiré.');
            router.refresh();
          }}
        >
          <p>
            «&nbsp;{document.name}&nbsp;» n’est plus gardé&nbsp;; le journal retient son nom et son empreinte.
          </p>
        </ConfirmDialog>
      )}
    </li>
  );
}

function AddDocument({ projectId, activityId }: { projectId: string; activityId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const add = useMutation(trpc.raci.work.addDocument.mutationOptions());
  const [files, setFiles] = useState<File[]>([]);
  const { attempt, errors, refusal } = useAttempt(['file', 'file.contentBase64', 'file.name']);
  const send = () =>
    attempt(async () => {
      const [file] = files;
      if (!file) return;
      await add.mutateAsync({
        id: projectId,
        activityId,
        file: { name: file.name, contentBase64: await toBase64(file) },
      });
      setFiles([]);
      toast(`«\u00a0${file.name}\u00a0» est joint.`);
      router.refresh();
    });
  return (
    <div className="flex flex-col items-start gap-3">
      <RefusalNotice refusal={refusal} />
      <FileDrop
        id={`document-${activityId}`}
        className="w-full"
        label="Joindre un document (PDF)"
        accept={['application/pdf', '.pdf']}
        maxBytes={maxPdfBytes}
        value={files}
        onChange={setFiles}
        errorMessage={errors.file ?? errors['file.contentBase64'] ?? errors['file.name']}
      />
      <Button
        variant="primary"
        isPending={add.isPending}
        pendingLabel="Envoi…"
        reason={files.length > 0 ? null : 'Choisissez d’abord un fichier.'}
        onPress={send}
      >
        Joindre le document
      </Button>
    </div>
  );
}
