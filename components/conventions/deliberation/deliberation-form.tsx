'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useTRPC } from '@/components/trpc';
import { DateField } from '@/components/ui/date-field';
import { FormField } from '@/components/ui/form';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { deliberation as schema } from '@/server/conventions/schema';
import { ActForm } from './act-form';

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
  const enter = useMutation(trpc.conventions.enterDeliberation.mutationOptions());
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

  return (
    <ActForm
      form={form}
      enter={(entry) => enter.mutateAsync({ id, version, ...entry })}
      isWaived={Boolean(deliberation?.waiverReason)}
      words={{
        question: 'L’organe délibérant s’est-il prononcé\u00a0?',
        given: 'Oui, voici la délibération',
        waived: 'Aucune délibération n’est nécessaire',
        file: 'Délibération',
        submit: 'Enregistrer la délibération',
        saved: 'La délibération est enregistrée.',
      }}
      fileId="deliberation-fichier"
      fileName={deliberation?.file?.name}
      reason={
        <FormField control={form.control} name="waiverReason">
          {(field) => (
            <TextArea
              {...field}
              label="Motif de la dispense"
              description="Par exemple&nbsp;: délégation générale au président."
              rows={3}
              isRequired
            />
          )}
        </FormField>
      }
    >
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
    </ActForm>
  );
}
