'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { RetireDialog } from '@/components/templates/retire-dialog';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog, useCloseDialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import type { TemplateView } from '@/server/raci/templates/queries';

type Named = Pick<TemplateView, 'id' | 'name' | 'version' | 'state'>;

/** Gives the template another name. */
export function RenameTemplate({ template }: { template: Named }) {
  return (
    <Dialog title="Renommer le modèle" size="sm" trigger={<Button>Renommer</Button>}>
      <RenameForm template={template} />
    </Dialog>
  );
}

function RenameForm({ template }: { template: Named }) {
  const trpc = useTRPC();
  const router = useRouter();
  const close = useCloseDialog();
  const rename = useMutation(trpc.raci.templates.rename.mutationOptions());
  const { attempt, errors, refusal } = useAttempt(['name']);
  const [name, setName] = useState(template.name);
  async function send(event: FormEvent) {
    event.preventDefault();
    await attempt(async () => {
      await rename.mutateAsync({ id: template.id, version: template.version, name });
      close();
      router.refresh();
    });
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4" noValidate>
      <RefusalNotice refusal={refusal} />
      <TextField
        label="Nom du modèle"
        isRequired
        maxLength={120}
        value={name}
        onChange={setName}
        errorMessage={errors.name}
      />
      <div>
        <Button type="submit" variant="primary" isPending={rename.isPending}>
          Renommer
        </Button>
      </div>
    </form>
  );
}

/** Takes a template out of service for new matrices, or puts it back. */
export function RetireTemplate({ template: { id, version, state } }: { template: Named }) {
  const trpc = useTRPC();
  const retire = useMutation(trpc.raci.templates.retire.mutationOptions());
  const retired = state === 'retired';
  return (
    <RetireDialog
      retired={retired}
      act={() => retire.mutateAsync({ id, version, retired: !retired })}
      consequences={{
        retire: 'Il ne sera plus proposé aux nouvelles matrices. Celles qui en sont parties ne changent pas.',
        restore: 'Il sera de nouveau proposé aux nouvelles matrices, dans sa dernière version.',
      }}
    />
  );
}
