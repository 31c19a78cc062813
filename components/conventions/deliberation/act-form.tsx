'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { RefusalNotice, useSending } from '@/components/sending';
import { FileDrop } from '@/components/ui/file-drop';
import { Form } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import { toBase64 } from '@/components/ui/to-base64';
import { toast } from '@/components/ui/toast';
import { maxPdfBytes } from '@/server/files/schema';

type Waivable = { waiverReason?: string | null | undefined };
/** What is sent: the act's facts and perhaps its file, or only why there is none. */
type Entry<T> = ({ waiverReason: string } | (T & { waiverReason: null })) & {
  file?: { name: string; contentBase64: string };
};

/**
 * The act by which a body allows the signature (délibération, act of a conseil d’administration): its facts with its
 * file, or why none is needed (DOMAIN §3).
 */
export function ActForm<V extends FieldValues, T extends Waivable>({
  form,
  enter,
  isWaived,
  words,
  fileId,
  fileName,
  reason,
  children,
}: {
  form: UseFormReturn<V, unknown, T>;
  enter: (entry: Entry<T>) => Promise<unknown>;
  /** Whether the reason for which none is needed is what is held. */
  isWaived: boolean;
  words: { question: string; given: string; waived: string; file: string; submit: string; saved: string };
  fileId: string;
  /** Name of the file that is held. */
  fileName: string | undefined;
  /** Field of the reason. */
  reason: ReactNode;
  /** Fields of the act. */
  children: ReactNode;
}) {
  const router = useRouter();
  const [waived, setWaived] = useState(isWaived);
  const [files, setFiles] = useState<File[]>([]);
  const [fileError, setFileError] = useState<string>();
  const { submit, refusal } = useSending(
    form,
    async (values) => {
      setFileError(undefined);
      const [file] = files;
      await enter({
        ...(waived ? { waiverReason: values.waiverReason ?? '' } : { ...values, waiverReason: null }),
        ...(file && !waived ? { file: { name: file.name, contentBase64: await toBase64(file) } } : {}),
      });
      toast(words.saved);
      setFiles([]);
      router.refresh();
    },
    ({ fields }) => setFileError(fields.file ?? fields['file.contentBase64']),
  );
  return (
    <Form form={form} onSubmit={submit}>
      <RefusalNotice refusal={refusal} />
      <RadioGroup
        label={words.question}
        value={waived ? 'no' : 'yes'}
        onChange={(value) => setWaived(value === 'no')}
        choices={[
          { id: 'yes', label: words.given },
          { id: 'no', label: words.waived },
        ]}
      />
      {waived ? (
        reason
      ) : (
        <>
          {children}
          <FileDrop
            id={fileId}
            label={`${words.file} (PDF, 10 Mo au plus)`}
            description={fileName ? `Fichier joint\u00a0: ${fileName}. Un autre le remplacera.` : undefined}
            accept={['application/pdf', '.pdf']}
            maxBytes={maxPdfBytes}
            value={files}
            onChange={setFiles}
            errorMessage={fileError}
          />
        </>
      )}
      <FormActions>
        <SubmitButton variant="primary" pendingLabel="Enregistrement…">
          {words.submit}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
