'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { addLink } from '@/server/inventory/schema';
import { useSchoolSearch } from './searches';
import { useTakeBack } from './take-back';

/** Says which collège is that of an école's sector. */
export function LinkDialog({ today }: { today: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Plus aria-hidden />} onPress={() => setOpen(true)}>
        Rattacher une école
      </Button>
      {isOpen && <LinkForm today={today} onClose={() => setOpen(false)} />}
    </>
  );
}

function LinkForm({ today, onClose }: { today: string; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const link = useMutation(trpc.inventory.link.mutationOptions());
  const takeBack = useTakeBack();
  const schools = useSchoolSearch('primary');
  const colleges = useSchoolSearch('secondary');
  const form = useForm<z.input<typeof addLink>, unknown, z.output<typeof addLink>>({
    resolver: zodResolver(addLink),
    defaultValues: { uai: '', collegeUai: '', sinceOn: null, source: '', sourceOn: today },
  });
  const { submit, refusal } = useSending(form, async (values: z.output<typeof addLink>) => {
    const made = await link.mutateAsync(values);
    toast('École rattachée à son collège.', {
      undo: { label: 'Annuler', onUndo: () => void takeBack.link(made) },
    });
    onClose();
    router.refresh();
  });
  return (
    <Dialog title="Rattacher une école à son collège" isOpen onOpenChange={(open) => !open && onClose()}>
      <Form form={form} onSubmit={submit} className="flex flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        <FormField control={form.control} name="uai">
          {(field) => (
            <ComboBox
              {...field}
              label="École"
              isRequired
              search={schools}
              placeholder="Nom, commune ou UAI"
              onChange={(value) => field.onChange(value ?? '')}
            />
          )}
        </FormField>
        <FormField control={form.control} name="collegeUai">
          {(field) => (
            <ComboBox
              {...field}
              label="Collège de secteur"
              isRequired
              search={colleges}
              placeholder="Nom, commune ou UAI"
              onChange={(value) => field.onChange(value ?? '')}
            />
          )}
        </FormField>
        <FormField control={form.control} name="sinceOn">
          {(field) => (
            <DateField
              {...field}
              value={field.value ?? null}
              label="Depuis le"
              description="Vide si vous ne le savez pas."
            />
          )}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={form.control} name="source">
            {(field) => (
              <TextField
                {...field}
                label="Source"
                description="Par exemple la carte scolaire du département."
                isRequired
                maxLength={200}
              />
            )}
          </FormField>
          <FormField control={form.control} name="sourceOn">
            {(field) => <DateField {...field} label="Date de la source" isRequired max={today} />}
          </FormField>
        </div>
        <FormActions>
          <SubmitButton variant="primary">Rattacher</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
