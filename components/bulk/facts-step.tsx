'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { capital, FieldControl } from '@/components/conventions/text/field-control';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateField } from '@/components/ui/date-field';
import { applyFieldErrors, Form, FormField } from '@/components/ui/form';
import { FieldSet, FormActions, SubmitButton } from '@/components/ui/form-actions';
import { counted } from '@/components/ui/format';
import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import { useStored } from '@/components/ui/stored';
import { TextField } from '@/components/ui/text-field';
import type { PreviewLine } from '@/server/conventions/bulk/domain';
import type { BulkOptions, BulkTemplate } from '@/server/conventions/bulk/queries';
import { type BulkFacts, bulkFacts } from '@/server/conventions/bulk/schema';
import { type ProjectPhase, phaseLabels, projectPhases } from '@/server/projects/domain';

type Values = z.input<typeof bulkFacts>;

/** Told commune by commune: a common value would be wrong. */
const OWN_TO_EACH = ['collectivite_type'];

/** Third step: what all the conventions have in common, then the order itself. */
export function FactsStep({
  template,
  sector,
  products,
  lines,
  onBack,
}: {
  template: BulkTemplate;
  sector: BulkFacts['sector'];
  products: BulkOptions['products'];
  /** Those that are taken. */
  lines: readonly PreviewLine[];
  onBack: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const ask = useMutation(trpc.bulk.ask.mutationOptions());
  const [order, setOrder] = useState<BulkFacts | null>(null);
  const [kept, setKept] = useStored<Partial<Values>>('session', 'bulk:facts', {});
  const form = useForm<Values, unknown, BulkFacts>({
    resolver: zodResolver(bulkFacts),
    defaultValues: {
      productId: null,
      phase: 'convention',
      projectPrefix: 'ENT des écoles',
      effectiveOn: null,
      durationMonths: 36,
      academyLeadName: '',
      academyLeadEmail: '',
      ...kept,
      values: Object.fromEntries(
        Object.entries(kept.values ?? {}).filter(([key]) =>
          template.variables.some((one) => one.key === key),
        ),
      ),
      degree: template.degree,
      templateKey: template.key,
      sector,
    },
  });
  useEffect(() => {
    const watched = form.watch((values) => setKept(values as Partial<Values>));
    return () => watched.unsubscribe();
  }, [form, setKept]);

  async function confirm(): Promise<string | undefined> {
    if (!order) return;
    try {
      const { id } = await ask.mutateAsync({
        facts: order,
        lines: lines.flatMap(({ said, authority, project, conventions }) =>
          authority
            ? [
                {
                  said: said.slice(0, 500),
                  authorityId: authority.id,
                  projectId: project?.id ?? null,
                  accepted: conventions.map((one) => one.id),
                },
              ]
            : [],
        ),
      });
      router.push(`/travaux/${id}`);
    } catch (error) {
      const refusal = refusalFrom(error);
      const fields = Object.fromEntries(
        Object.entries(refusal.fields).map(([path, message]) => [path.replace(/^facts\./, ''), message]),
      );
      if (Object.keys(fields).length === 0) return refusal.message;
      setOrder(null);
      applyFieldErrors(form, fields);
    }
  }

  const groups = [...new Set(template.variables.map(({ group }) => group))];
  const opened = lines.filter(({ project }) => !project).length;
  const schools = lines.reduce((sum, line) => sum + line.schools, 0);
  const second = lines.filter(({ conventions }) => conventions.length > 0).length;
  return (
    <>
      <Form form={form} onSubmit={setOrder}>
        <FieldSet
          legend="Le projet et la convention"
          description="Les mêmes pour toutes. Chaque convention reste modifiable ensuite, une à une."
        >
          <FormField control={form.control} name="productId">
            {(field) => (
              <Select
                {...field}
                label="Solution"
                placeholder="À choisir plus tard"
                description="Un projet qui a déjà sa solution la garde."
                choices={products
                  .filter(({ degrees }) => degrees.length === 0 || degrees.includes(template.degree))
                  .map(({ id, name, vendor }) => ({ id, label: name, detail: vendor }))}
              />
            )}
          </FormField>
          <FormField control={form.control} name="effectiveOn">
            {(field) => (
              <DateField
                {...field}
                onChange={(value) => field.onChange(value || null)}
                label="Date d’effet"
                description="Peut être fixée plus tard, avant la relecture par la collectivité."
              />
            )}
          </FormField>
          <FormField control={form.control} name="durationMonths">
            {(field) => <NumberField {...field} label="Durée (mois)" minValue={1} maxValue={120} />}
          </FormField>
          <FormField control={form.control} name="projectPrefix">
            {(field) => (
              <TextField
                {...field}
                label="Début du nom des projets créés"
                isRequired
                description={`Suivi du nom de la commune : « ${String(field.value || 'ENT des écoles')} d’Argenteuil ».`}
              />
            )}
          </FormField>
          <FormField control={form.control} name="phase">
            {(field) => (
              <Select
                {...field}
                onChange={(phase) => phase && field.onChange(phase as ProjectPhase)}
                label="Phase des projets créés"
                choices={projectPhases.map((id) => ({ id, label: phaseLabels[id] }))}
              />
            )}
          </FormField>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField control={form.control} name="academyLeadName">
              {(field) => (
                <TextField {...field} value={field.value ?? ''} label="Chef de projet de l’académie" />
              )}
            </FormField>
            <FormField control={form.control} name="academyLeadEmail">
              {(field) => (
                <TextField
                  {...field}
                  value={field.value ?? ''}
                  type="email"
                  label="Son adresse électronique"
                />
              )}
            </FormField>
          </div>
        </FieldSet>
        <FieldSet
          legend="Champs du texte"
          description="Facultatif : ce qui est laissé vide prend la valeur du modèle, ou se remplira dans chaque convention."
        >
          {groups.map((group) => (
            <details key={group} className="border-line border-t pt-3">
              <summary className="cursor-pointer font-semibold text-accent">{group}</summary>
              <div className="mt-3 flex flex-col gap-4">
                {template.variables
                  .filter((one) => one.group === group && !OWN_TO_EACH.includes(one.key))
                  .map((variable) => (
                    <FormField key={variable.key} control={form.control} name={`values.${variable.key}`}>
                      {(field) => (
                        <FieldControl
                          id={field.id}
                          variable={{ ...variable, label: capital(variable.label), required: false }}
                          value={field.value ?? variable.default}
                          errorMessage={field.errorMessage}
                          onChange={field.onChange}
                          onBlur={field.onBlur}
                        />
                      )}
                    </FormField>
                  ))}
              </div>
            </details>
          ))}
        </FieldSet>
        <FormActions>
          <SubmitButton>{`Ouvrir ${counted(lines.length, 'convention')}`}</SubmitButton>
          <Button onPress={onBack}>Revenir aux lignes</Button>
        </FormActions>
      </Form>
      <ConfirmDialog
        isOpen={order !== null}
        onOpenChange={(isOpen) => !isOpen && setOrder(null)}
        title={`Ouvrir ${counted(lines.length, 'convention')} ?`}
        confirmLabel={`Ouvrir ${counted(lines.length, 'convention')}`}
        onConfirm={confirm}
      >
        <ul className="list-disc space-y-1 pl-5">
          <li>
            {counted(lines.length, 'projet de convention', 'projets de convention')} en rédaction, avec{' '}
            {counted(schools, 'école')}.
          </li>
          <li>
            {opened === 0
              ? 'Aucun projet ne sera créé.'
              : `${counted(opened, 'projet sera créé', 'projets seront créés')}.`}{' '}
            {lines.length > opened &&
              `${counted(lines.length - opened, 'projet existant sera repris', 'projets existants seront repris')}.`}
          </li>
          {second > 0 && (
            <li>
              {counted(
                second,
                'commune aura une convention de plus',
                'communes auront une convention de plus',
              )}{' '}
              que celles déjà en cours.
            </li>
          )}
        </ul>
        <p>Personne n’est prévenu : ce ne sont que des brouillons. Ils pourront être abandonnés ensemble.</p>
      </ConfirmDialog>
    </>
  );
}
