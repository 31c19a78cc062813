'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { CreateTemplate } from '@/server/raci/templates/schema';

type From = CreateTemplate['from'];

/** Opens a template: a name, and what it begins with when that is not told by the page. */
export function TemplateForm({ from, name = '', help }: { from: From | null; name?: string; help: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.raci.templates.create.mutationOptions());
  const { attempt, errors, refusal } = useAttempt(['name']);
  const [typed, setTyped] = useState(name);
  async function send(event: FormEvent) {
    event.preventDefault();
    if (!from) return;
    await attempt(async () => {
      const { id } = await create.mutateAsync({ name: typed, from });
      router.push(`/responsabilites/modeles/${id}`);
    });
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4" noValidate>
      <RefusalNotice refusal={refusal} />
      <TextField
        label="Nom du modèle"
        description={help}
        isRequired
        maxLength={120}
        value={typed}
        onChange={setTyped}
        errorMessage={errors.name}
      />
      <div>
        <Button
          type="submit"
          variant="primary"
          isPending={create.isPending || create.isSuccess}
          pendingLabel="Ouverture…"
          reason={from ? undefined : 'Choisissez d’abord de quoi part le modèle.'}
        >
          Ouvrir le modèle
        </Button>
      </div>
    </form>
  );
}

/** A new template, from the application's proposal or from another template of the académie. */
export function NewTemplate({ templates }: { templates: readonly { id: string; name: string }[] }) {
  return (
    <Dialog title="Nouveau modèle de matrice" trigger={<Button variant="primary">Nouveau modèle</Button>}>
      <NewTemplateForm templates={templates} />
    </Dialog>
  );
}

function NewTemplateForm({ templates }: { templates: readonly { id: string; name: string }[] }) {
  const [chosen, setChosen] = useState<string | null>('primary');
  const from: From | null =
    chosen === 'primary' || chosen === 'secondary'
      ? { kind: 'application', degree: chosen }
      : chosen
        ? { kind: 'template', templateId: chosen }
        : null;
  return (
    <div className="flex flex-col gap-4">
      <Select
        label="Il part de"
        value={chosen}
        onChange={setChosen}
        groups={[
          {
            label: 'Proposition de l’application',
            choices: [
              { id: 'primary', label: 'Proposition pour le premier degré' },
              { id: 'secondary', label: 'Proposition pour le second degré' },
            ],
          },
          ...(templates.length > 0
            ? [
                {
                  label: 'Modèles de l’académie',
                  choices: templates.map(({ id, name }) => ({ id, label: name })),
                },
              ]
            : []),
        ]}
      />
      <TemplateForm from={from} help="Ce que verront les chefs de projet en ouvrant leur matrice." />
      <p className="text-soft text-sm">
        Pour partir de la matrice d’un projet, ouvrez-la et choisissez «&nbsp;Enregistrer comme modèle&nbsp;».
      </p>
    </div>
  );
}
