'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { applyFieldErrors, Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import type { RoleOpinionKind } from '@/server/conventions/opinion-role';
import { opinion } from '@/server/conventions/schema';
import { verdictLabels } from '../labels';

type Values = z.input<typeof opinion>;
type Verdict = keyof typeof verdictLabels;

/** Gives the opinion of the hat worn, on the version that is open; each reservation is a separate line to answer. */
export function OpinionForm({ id, kind, version }: { id: string; kind: RoleOpinionKind; version: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const give = useMutation(trpc.conventions.giveOpinion.mutationOptions());
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values, unknown, z.output<typeof opinion>>({
    resolver: zodResolver(opinion),
    defaultValues: { kind, comment: '', reservations: [], answeredVersion: version },
  });
  const verdict = form.watch('verdict');
  const reservations = form.watch('reservations') ?? [];
  const setReservations = (next: string[]) => form.setValue('reservations', next, { shouldDirty: true });

  async function submit(values: z.output<typeof opinion>) {
    setRefusal(null);
    try {
      await give.mutateAsync({ id, ...values });
      toast('Votre avis est enregistré.');
      router.refresh();
    } catch (error) {
      const said = refusalFrom(error);
      if (Object.keys(said.fields).length > 0) applyFieldErrors(form, said.fields);
      else setRefusal(said.message);
    }
  }

  return (
    <Form form={form} onSubmit={submit}>
      <p className="text-soft">
        Votre avis éclaire la décision ; il porte sur la version {version} du texte.{' '}
        <ButtonLink size="sm" variant="quiet" href="?onglet=texte">
          Relire le texte
        </ButtonLink>
      </p>
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      <FormField control={form.control} name="verdict">
        {(field) => (
          <RadioGroup
            {...field}
            label="Sens de l’avis"
            isRequired
            choices={(Object.keys(verdictLabels) as Verdict[]).map((choice) => ({
              id: choice,
              label: verdictLabels[choice].label,
            }))}
            onChange={(value) => {
              if (value === null) return;
              field.onChange(value);
              if (value === 'with_reservations' && reservations.length === 0) setReservations(['']);
              if (value !== 'with_reservations') setReservations([]);
            }}
          />
        )}
      </FormField>
      {verdict === 'with_reservations' && (
        <div className="flex flex-col gap-3">
          {reservations.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reservations have no identity before they are sent
            <div key={index} className="flex items-end gap-2">
              <FormField control={form.control} name={`reservations.${index}`}>
                {(field) => (
                  <TextArea
                    {...field}
                    label={`Réserve ${index + 1}`}
                    description={index === 0 ? 'Une réserve par point : chacune aura sa réponse.' : undefined}
                    rows={2}
                    className="flex-1"
                  />
                )}
              </FormField>
              {reservations.length > 1 && (
                <Button
                  size="sm"
                  variant="quiet"
                  icon={<Trash2 aria-hidden />}
                  aria-label={`Retirer la réserve ${index + 1}`}
                  onPress={() => setReservations(reservations.filter((_one, other) => other !== index))}
                >
                  Retirer
                </Button>
              )}
            </div>
          ))}
          <Button
            size="sm"
            className="self-start"
            icon={<Plus aria-hidden />}
            onPress={() => setReservations([...reservations, ''])}
          >
            Ajouter une réserve
          </Button>
        </div>
      )}
      <FormField control={form.control} name="comment">
        {(field) => (
          <TextArea {...field} label="Commentaire" rows={4} isRequired={verdict === 'unfavourable'} />
        )}
      </FormField>
      <FormActions>
        <SubmitButton variant="primary" pendingLabel="Enregistrement…">
          Rendre mon avis
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
