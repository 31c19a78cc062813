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
import { deliberation as schema } from '@/server/conventions/schema';
import { maxPdfBytes } from '@/server/files/schema';
import { toBase64 } from './to-base64';

type Values = z.input<typeof schema>;
type Held = ConventionDetail['deliberation'];

/** Enters the délibération with its file, or why none is needed (DOMAIN §3). */
export function DeliberationForm({
  id,
  version,
  deliberation,
}: {
  id: string;
  version: number;
  deliberation: Held;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const enter = useMutation(trpc.conventions.enterDeliberation.mutationOptions());
  const [waived, setWaived] = useState(Boolean(deliberation?.waiverReason));
  const [files, setFiles] = useState<File[]>([]);
  const [fileError, setFileError] = useState<string>();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      number: deliberation?.number ?? '',
      organ: deliberation?.organ ?? '',
      sessionOn: deliberation?.sessionOn ?? null,
      object: deliberation?.object ?? '',
      transmittedOn: deliberation?.transmittedOn ?? null,
      publishedOn: deliberation?.publishedOn ?? null,
      waiverReason: deliberation?.waiverReason ?? '',
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
      toast('La délibération est enregistrée.');
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
        label="L’organe délibérant s’est-il prononcé ?"
        value={waived ? 'no' : 'yes'}
        onChange={(value) => setWaived(value === 'no')}
        choices={[
          { id: 'yes', label: 'Oui, voici la délibération' },
          { id: 'no', label: 'Aucune délibération n’est nécessaire' },
        ]}
      />
      {waived ? (
        <FormField control={form.control} name="waiverReason">
          {(field) => (
            <TextArea
              {...field}
              label="Motif de la dispense"
              description="Par exemple : délégation générale au président."
              rows={3}
              isRequired
            />
          )}
        </FormField>
      ) : (
        <>
          <FormField control={form.control} name="number">
            {(field) => <TextField {...field} label="Numéro" description="Par exemple 2026-114." />}
          </FormField>
          <FormField control={form.control} name="organ">
            {(field) => (
              <TextField
                {...field}
                label="Organe délibérant"
                description="Conseil municipal, conseil communautaire…"
              />
            )}
          </FormField>
          <FormField control={form.control} name="sessionOn">
            {(field) => <DateField {...field} label="Date de la séance" />}
          </FormField>
          <FormField control={form.control} name="object">
            {(field) => <TextField {...field} label="Objet" />}
          </FormField>
          <FormField control={form.control} name="transmittedOn">
            {(field) => (
              <DateField
                {...field}
                label="Transmise au préfet le"
                description="Une délibération est exécutoire une fois transmise et publiée."
              />
            )}
          </FormField>
          <FormField control={form.control} name="publishedOn">
            {(field) => <DateField {...field} label="Publiée le" />}
          </FormField>
          <FileDrop
            id="deliberation-fichier"
            label="Délibération (PDF, 10 Mo au plus)"
            description={
              deliberation?.file
                ? `Fichier joint : ${deliberation.file.name}. Un autre le remplacera.`
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
          Enregistrer la délibération
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
