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
import { boardAct as schema } from '@/server/conventions/schema';
import { ActForm } from './act-form';

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
  const enter = useMutation(trpc.conventions.enterBoardAct.mutationOptions());
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

  return (
    <ActForm
      form={form}
      enter={(entry) => enter.mutateAsync({ id, version, ...entry })}
      isWaived={Boolean(establishment.waiverReason)}
      words={{
        question: 'Le conseil d’administration s’est-il prononcé\u00a0?',
        given: 'Oui, voici l’acte',
        waived: 'Aucun acte n’est nécessaire',
        file: 'Acte du conseil d’administration',
        submit: 'Enregistrer l’acte',
        saved: 'L’acte du conseil d’administration est enregistré.',
      }}
      fileId="acte-ca-fichier"
      fileName={establishment.file?.name}
      reason={
        <FormField control={form.control} name="waiverReason">
          {(field) => (
            <TextArea
              {...field}
              value={field.value ?? ''}
              label="Motif de la dispense d’acte"
              description="Par exemple&nbsp;: délégation du conseil au chef d’établissement, avec sa date."
              rows={3}
              isRequired
            />
          )}
        </FormField>
      }
    >
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
    </ActForm>
  );
}
