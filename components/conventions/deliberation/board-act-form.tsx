'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { DateField } from '@/components/ui/date-field';
import { FileDrop } from '@/components/ui/file-drop';
import { applyFieldErrors, Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { boardAct as schema } from '@/server/conventions/schema';
import { maxPdfBytes } from '@/server/files/schema';
import { toBase64 } from './to-base64';

type Values = z.input<typeof schema>;

/** Enters the act of the conseil d’administration with its file, or why none is needed. */
export function BoardActForm({
  id,
  version,
  establishment,
}: {
  id: string;
  version: number;
  establishment: NonNullable<ConventionDetail['establishment']>;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const enter = useMutation(trpc.conventions.enterBoardAct.mutationOptions());
  const [waived, setWaived] = useState(Boolean(establishment.waiverReason));
  const [files, setFiles] = useState<File[]>([]);
  const [fileError, setFileError] = useState<string>();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      actNumber: establishment.actNumber ?? '',
      sessionOn: establishment.sessionOn,
      object: establishment.object ?? '',
      transmittedOn: establishment.transmittedOn,
      waiverReason: establishment.waiverReason ?? '',
    },
  });

  async function submit(values: z.output<typeof schema>) {
    setRefusal(null);
    setFileError(undefined);
    const [file] = files;
    try {
      await enter.mutateAsync({
        id,
        version,
        ...(waived ? { waiverReason: values.waiverReason ?? '' } : { ...values, waiverReason: null }),
        ...(file && !waived ? { file: { name: file.name, contentBase64: await toBase64(file) } } : {}),
      });
      toast('L’acte du conseil d’administration est enregistré.');
      setFiles([]);
      router.refresh();
    } catch (error) {
      const said = refusalFrom(error);
      const { file: aboutFile, 'file.contentBase64': aboutBytes, ...fields } = said.fields;
      setFileError(aboutFile ?? aboutBytes);
      if (Object.keys(fields).length > 0) applyFieldErrors(form, fields);
      else if (!aboutFile && !aboutBytes) setRefusal(said.message);
    }
  }

  return (
    <Form form={form} onSubmit={submit}>
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      <RadioGroup
        label="Le conseil d’administration s’est-il prononcé ?"
        value={waived ? 'no' : 'yes'}
        onChange={(value) => setWaived(value === 'no')}
        choices={[
          { id: 'yes', label: 'Oui, voici l’acte' },
          { id: 'no', label: 'Aucun acte n’est nécessaire' },
        ]}
      />
      {waived ? (
        <FormField control={form.control} name="waiverReason">
          {(field) => (
            <TextArea
              {...field}
              value={field.value ?? ''}
              label="Motif de la dispense d’acte"
              description="Par exemple : délégation du conseil au chef d’établissement, avec sa date."
              rows={3}
              isRequired
            />
          )}
        </FormField>
      ) : (
        <>
          <FormField control={form.control} name="actNumber">
            {(field) => <TextField {...field} value={field.value ?? ''} label="Numéro de l’acte" />}
          </FormField>
          <FormField control={form.control} name="sessionOn">
            {(field) => <DateField {...field} label="Séance du conseil d’administration" />}
          </FormField>
          <FormField control={form.control} name="object">
            {(field) => <TextField {...field} value={field.value ?? ''} label="Objet de l’acte" />}
          </FormField>
          <FormField control={form.control} name="transmittedOn">
            {(field) => (
              <DateField
                {...field}
                label="Transmis à l’autorité de contrôle le"
                description="L’acte relatif à une convention est exécutoire après sa transmission."
              />
            )}
          </FormField>
          <FileDrop
            id="acte-ca-fichier"
            label="Acte du conseil d’administration (PDF, 10 Mo au plus)"
            description={
              establishment.file
                ? `Fichier joint : ${establishment.file.name}. Un autre le remplacera.`
                : undefined
            }
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
          Enregistrer l’acte
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
