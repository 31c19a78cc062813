'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { useTRPC } from '@/components/trpc';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { FormField } from '@/components/ui/form';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import type { StartOptions } from '@/server/conventions/queries/start-options';
import type { createConvention } from '@/server/conventions/schema';
import { shapeHelp, shapeLabels } from '@/server/conventions/shape-words';

type Values = z.input<typeof createConvention>;
type Shape = keyof typeof shapeLabels;
type Form = UseFormReturn<Values, unknown, z.output<typeof createConvention>>;

const order: readonly Shape[] = ['bipartite', 'tripartite', 'framework', 'mutualised'];

/** The shape of the convention and what it asks for; only what the chosen project and its templates allow. */
export function ShapeFields({ form }: { form: Form }) {
  const trpc = useTRPC();
  const projectId = useWatch({ control: form.control, name: 'projectId' });
  const shape = useWatch({ control: form.control, name: 'shape' }) ?? 'bipartite';
  const { data } = useQuery({
    ...trpc.conventions.startOptions.queryOptions({ id: projectId || 'x' }),
    enabled: Boolean(projectId),
  });
  const { setValue } = form;
  // What belongs to another project is forgotten.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the project is what makes the others void
  useEffect(() => {
    setValue('templateId', null);
    setValue('establishmentUai', null);
    setValue('parentId', null);
    setValue('bodyId', null);
    setValue('beneficiaryIds', []);
  }, [projectId, shape]);
  if (!projectId || !data) return null;
  const served = order.filter((one) => data.templates.some(({ shapes }) => shapes.includes(one)));
  const refusal: Partial<Record<Shape, string>> = {
    ...(data.establishments.length === 0 ? { tripartite: 'Le projet n’a aucun collège ni lycée.' } : {}),
    ...(data.bodies.length === 0
      ? {
          mutualised:
            'Aucune structure mutualisatrice n’a de mandat en cours pour la collectivité du projet.',
        }
      : {}),
  };
  return (
    <>
      <FormField control={form.control} name="shape">
        {(field) => (
          <RadioGroup
            {...field}
            value={field.value ?? 'bipartite'}
            onChange={(value) => field.onChange(order.find((one) => one === value) ?? 'bipartite')}
            label="Forme de la convention"
            choices={served.map((one) => ({
              id: one,
              label: shapeLabels[one],
              detail: refusal[one] ?? shapeHelp[one],
              isDisabled: refusal[one] !== undefined,
            }))}
          />
        )}
      </FormField>
      <TemplateField form={form} options={data} shape={shape} />
      {shape === 'tripartite' && (
        <FormField control={form.control} name="establishmentUai">
          {(field) => (
            <Select
              {...field}
              value={field.value ?? null}
              label="Établissement partie"
              description="Le collège ou le lycée qui signera, sous l’acte de son conseil d’administration."
              isRequired
              choices={data.establishments.map(({ uai, label, detail }) => ({ id: uai, label, detail }))}
            />
          )}
        </FormField>
      )}
      {shape === 'mutualised' && <MutualisedFields form={form} options={data} />}
      {shape !== 'framework' && data.frameworks.length > 0 && (
        <FormField control={form.control} name="parentId">
          {(field) => (
            <Select
              {...field}
              value={field.value ?? null}
              label="Convention-cadre (facultatif)"
              description="Une convention d’application ne commence que sous un cadre signé ou en vigueur."
              placeholder="Aucune"
              choices={data.frameworks.map((one) => ({
                id: one.id,
                label: one.label,
                detail: one.statusLabel,
                isDisabled: !one.isOpen,
              }))}
            />
          )}
        </FormField>
      )}
    </>
  );
}

function TemplateField({ form, options, shape }: { form: Form; options: StartOptions; shape: Shape }) {
  const templates = options.templates.filter(({ shapes }) => shapes.includes(shape));
  const chosen = useWatch({ control: form.control, name: 'templateId' }) ?? templates[0]?.id;
  const notice = templates.find(({ id }) => id === chosen)?.notice;
  return (
    <>
      <FormField control={form.control} name="templateId">
        {(field) => (
          <Select
            {...field}
            value={field.value ?? templates[0]?.id ?? null}
            label="Modèle"
            choices={templates.map((one) => ({
              id: one.id,
              label: one.name,
              detail: `${one.isNational ? 'Modèle national' : 'Modèle de l’académie'}, version ${one.version}`,
            }))}
          />
        )}
      </FormField>
      {notice && <Notice tone="info">{notice}</Notice>}
    </>
  );
}

function MutualisedFields({ form, options }: { form: Form; options: StartOptions }) {
  const bodyId = useWatch({ control: form.control, name: 'bodyId' });
  const body = options.bodies.find(({ id }) => id === bodyId);
  return (
    <>
      <FormField control={form.control} name="bodyId">
        {(field) => (
          <Select
            {...field}
            value={field.value ?? null}
            label="Structure signataire"
            description="Elle signe pour les collectivités qui lui ont donné mandat."
            isRequired
            choices={options.bodies.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
      </FormField>
      {body && (
        <FormField control={form.control} name="beneficiaryIds">
          {(field) => (
            <CheckboxGroup
              {...field}
              value={field.value ?? []}
              label="Collectivités bénéficiaires"
              description="Seules celles dont le mandat est en cours peuvent être engagées."
              isRequired
              choices={body.mandates.map(({ id, name, isCarrier }) => ({
                id,
                label: name,
                ...(isCarrier ? { detail: 'Porte le projet' } : {}),
              }))}
            />
          )}
        </FormField>
      )}
    </>
  );
}
