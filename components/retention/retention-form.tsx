'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { toast } from '@/components/ui/toast';
import { retainedKinds, retainedLabels } from '@/server/retention/domain';
import type { RetentionView } from '@/server/retention/queries';

/** Years to keep after the end, per kind of document. */
export function RetentionForm({ view }: { view: RetentionView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const save = useMutation(trpc.retention.set.mutationOptions());
  const [years, setYears] = useState(view.retention);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setErrors({});
    setRefusal(null);
    try {
      await save.mutateAsync({ id: view.academy.code, version: view.academy.version, retention: years });
      toast('Durées enregistrées.');
      router.refresh();
    } catch (error) {
      const said = refusalFrom(error);
      setErrors(said.fields);
      if (Object.keys(said.fields).length === 0) setRefusal(said.message);
    }
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      <fieldset>
        <legend className="mb-4 font-semibold text-xl">Durées de conservation</legend>
        <div className="grid items-end gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
          {retainedKinds.map((kind) => (
            <NumberField
              key={kind}
              label={`${retainedLabels[kind]} (années après la fin)`}
              minValue={1}
              maxValue={100}
              isDisabled={!view.mayAct}
              value={years[kind]}
              onChange={(value) => setYears({ ...years, [kind]: value ?? 0 })}
              errorMessage={errors[`retention.${kind}`]}
            />
          ))}
        </div>
      </fieldset>
      <Checkbox
        label="Ces durées ont été confirmées par le service d’archives"
        isDisabled={!view.mayAct}
        value={years.confirmed}
        onChange={(confirmed) => setYears({ ...years, confirmed })}
      />
      {view.mayAct && (
        <span>
          <Button type="submit" variant="primary" isPending={save.isPending}>
            Enregistrer les durées
          </Button>
        </span>
      )}
    </form>
  );
}
