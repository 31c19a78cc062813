'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { PageHeader } from '@/components/ui/page-header';
import { StepLine } from '@/components/ui/step-line';
import { toBase64 } from '@/components/ui/to-base64';
import type { PreviewLine } from '@/server/conventions/bulk/domain';
import type { BulkOptions } from '@/server/conventions/bulk/queries';
import { FactsStep } from './facts-step';
import { ListStep } from './list-step';
import { PreviewStep } from './preview-step';
import { type Choices, isTaken, type Overrides, useListForm } from './use-list';

const steps = ['Communes', 'Vérification', 'Contenu commun'] as const;

/** From a list of communes to one convention each: list, preview of every line, common content, order. */
export function BulkPage({ options }: { options: BulkOptions }) {
  const trpc = useTRPC();
  const preview = useMutation(trpc.bulk.preview.mutationOptions());
  const [form, setForm] = useListForm();
  const [file, setFile] = useState<File | null>(null);
  const [step, setStep] = useState(0);
  const [lines, setLines] = useState<PreviewLine[]>([]);
  const [choices, setChoices] = useState<Choices>({});
  const [overrides, setOverrides] = useState<Overrides>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [only] = options.templates.filter(({ degree }) => degree === 'primary');
  const list = { ...form, templateKey: form.templateKey ?? only?.key ?? null };
  const template = options.templates.find(({ key }) => key === list.templateKey);

  function go(to: number) {
    setStep(to);
    window.scrollTo({ top: 0 });
  }

  async function read(chosen: Choices): Promise<void> {
    setErrors({});
    try {
      const source =
        list.way === 'file'
          ? { kind: 'file' as const, name: file?.name ?? '', contentBase64: file ? await toBase64(file) : '' }
          : list.way === 'place'
            ? {
                kind: 'place' as const,
                ...(list.department ? { department: list.department } : {}),
                ...(list.epci ? { epci: list.epci } : {}),
              }
            : { kind: 'text' as const, text: list.text };
      const found = await preview.mutateAsync({
        source,
        degree: template?.degree ?? 'primary',
        sector: list.sector,
        choices: Object.entries(chosen).map(([line, one]) => ({ line: Number(line), ...one })),
      });
      setChoices(chosen);
      setLines(found.lines);
      if (step === 0) go(1);
    } catch (error) {
      const { message, fields } = refusalFrom(error);
      const known = Object.entries(fields).map(([path, said]) => [
        path.replace(/^source\.(contentBase64$)?/, '') || 'file',
        said,
      ]);
      setErrors(known.length > 0 ? Object.fromEntries(known) : { '': message });
    }
  }

  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Conventions', href: '/conventions' }]}
        title="Conventions en nombre"
        lead="D’une liste de communes, une convention pour chacune, préremplie de ce qui est connu."
      >
        <StepLine
          label="Étapes"
          steps={steps.map((label, index) => ({
            label,
            state: index < step ? 'done' : index === step ? 'current' : 'todo',
          }))}
        />
      </PageHeader>
      {step === 0 && (
        <ListStep
          options={options}
          form={list}
          onChange={(next) => {
            setForm(next);
            setErrors({});
          }}
          file={file}
          onFile={(next) => {
            setFile(next);
            setErrors({});
          }}
          errors={errors}
          isReading={preview.isPending}
          onRead={() => {
            setOverrides({});
            void read({});
          }}
        />
      )}
      {step === 1 && (
        <PreviewStep
          lines={lines}
          overrides={overrides}
          onOverrides={setOverrides}
          isReading={preview.isPending}
          onChoose={(more) => void read({ ...choices, ...merged(choices, more) })}
          refusal={Object.values(errors)[0]}
          onBack={() => go(0)}
          onNext={() => go(2)}
        />
      )}
      {step === 2 && template && (
        <FactsStep
          template={template}
          sector={list.sector}
          products={options.products}
          lines={lines.filter((line) => isTaken(line, overrides))}
          onBack={() => go(1)}
        />
      )}
    </>
  );
}

/** A line may need both choices: the commune, then the project. */
const merged = (before: Choices, more: Choices): Choices =>
  Object.fromEntries(Object.entries(more).map(([line, one]) => [line, { ...before[Number(line)], ...one }]));
