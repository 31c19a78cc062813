'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { Copy, KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { RefusalNotice, useSending } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { Form, FormField } from '@/components/ui/form';
import { FormActions, SubmitButton } from '@/components/ui/form-actions';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import { addDays } from '@/server/calendar';
import { createToken, longestTokenDays } from '@/server/organisations/tokens/schema';

/** Makes a token, and shows it once. */
export function NewToken({ today, hat }: { today: string; hat: string }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);

  function open(next: boolean) {
    setOpen(next);
    if (!next && secret) {
      setSecret(null);
      router.refresh();
    }
  }

  return (
    <Dialog
      title={secret ? 'Votre jeton est créé' : 'Nouveau jeton d’accès'}
      isOpen={isOpen}
      onOpenChange={open}
      trigger={
        <Button variant="primary" icon={<KeyRound aria-hidden />}>
          Nouveau jeton
        </Button>
      }
    >
      {secret ? (
        <Secret secret={secret} onDone={() => open(false)} />
      ) : (
        <TokenForm today={today} hat={hat} onMade={setSecret} />
      )}
    </Dialog>
  );
}

function TokenForm({ today, hat, onMade }: { today: string; hat: string; onMade: (secret: string) => void }) {
  const trpc = useTRPC();
  const create = useMutation(trpc.tokens.create.mutationOptions());
  const form = useForm<z.input<typeof createToken>, unknown, z.output<typeof createToken>>({
    resolver: zodResolver(createToken),
    defaultValues: { name: '', canWrite: false, expiresOn: addDays(today, 90) },
  });

  const { submit, refusal } = useSending(form, async (values: z.output<typeof createToken>) => {
    onMade((await create.mutateAsync(values)).secret);
  });

  return (
    <Form form={form} onSubmit={submit} className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <p className="text-soft">
        Il agira en tant que <strong className="text-ink">{hat}</strong>, et cessera de fonctionner avec ce
        rôle.
      </p>
      <FormField control={form.control} name="name">
        {(field) => (
          <TextField
            {...field}
            label="Nom"
            description="Ce à quoi il sert : « Import hebdomadaire de l’annuaire »."
            isRequired
            maxLength={100}
          />
        )}
      </FormField>
      <FormField control={form.control} name="canWrite">
        {(field) => (
          <RadioGroup
            {...field}
            label="Portée"
            value={field.value ? 'write' : 'read'}
            onChange={(value) => field.onChange(value === 'write')}
            choices={[
              { id: 'read', label: 'Lecture', detail: 'Consulter ce que votre rôle consulte.' },
              { id: 'write', label: 'Lecture et écriture', detail: 'Faire aussi ce que votre rôle fait.' },
            ]}
          />
        )}
      </FormField>
      <FormField control={form.control} name="expiresOn">
        {(field) => (
          <DateField
            {...field}
            label="Dernier jour de validité"
            description="Un an au plus."
            isRequired
            min={today}
            max={addDays(today, longestTokenDays)}
          />
        )}
      </FormField>
      <FormActions>
        <SubmitButton pendingLabel="Création…">Créer le jeton</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(secret);
      toast('Jeton copié.');
    } catch {
      toast('La copie n’a pas abouti : sélectionnez le jeton et copiez-le.', { tone: 'warning' });
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning" live title="Copiez-le maintenant">
        Il ne sera plus jamais affiché. Gardez-le comme un mot de passe : qui le détient agit en votre nom.
      </Notice>
      <p>
        <code className="block select-all break-all rounded-md border border-edge bg-sunken px-3 py-2">
          {secret}
        </code>
      </p>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" icon={<Copy aria-hidden />} onPress={copy}>
          Copier le jeton
        </Button>
        <Button onPress={onDone}>C’est fait</Button>
      </div>
    </div>
  );
}
