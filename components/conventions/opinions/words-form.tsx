'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { Button } from '@/components/ui/button';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextArea } from '@/components/ui/text-area';
import { opinionHolds, opinionWords } from '@/server/conventions/schema';
import { verdictLabels } from '../labels';

const words = z.object(opinionWords).superRefine(opinionHolds);
type Values = z.input<typeof words>;
export type OpinionWords = z.output<typeof words>;
type Verdict = keyof typeof verdictLabels;

/** What an opinion says: verdict, reservations one by one, comment. `send` records it, and may be refused. */
export function WordsForm({
  lead,
  send,
}: {
  lead: ReactNode;
  send: (values: OpinionWords) => Promise<void>;
}) {
  const form = useForm<Values, unknown, OpinionWords>({
    resolver: zodResolver(words),
    defaultValues: { comment: '', reservations: [] },
  });
  const { submit, refusal } = useSending(form, send);
  const verdict = form.watch('verdict');
  const reservations = form.watch('reservations') ?? [];
  const setReservations = (next: string[]) => form.setValue('reservations', next, { shouldDirty: true });

  return (
    <Form form={form} onSubmit={submit}>
      {lead}
      <RefusalNotice refusal={refusal} />
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
                    description={
                      index === 0 ? 'Une réserve par point\u00a0: chacune aura sa réponse.' : undefined
                    }
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
