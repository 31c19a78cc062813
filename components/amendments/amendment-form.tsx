'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { DateField } from '@/components/ui/date-field';
import { FileDrop } from '@/components/ui/file-drop';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { Section } from '@/components/ui/section';
import { toBase64 } from '@/components/ui/to-base64';
import { toast } from '@/components/ui/toast';
import { type AmendmentKind, kindLabels } from '@/server/amendments/domain';
import type { AmendmentChoices, ChangesView } from '@/server/amendments/queries';
import { maxPdfBytes } from '@/server/files/schema';
import { type ChangesState, changesFrom, stateOf } from './changes-state';
import { ArticleChanges, PartyChange, ProductChange, TermChange } from './other-changes';
import { SchoolChanges } from './school-changes';

const kindHelp: Record<AmendmentKind, string> = {
  schools: 'Des écoles entrent dans le périmètre ou en sortent.',
  product: 'Une autre solution prend la place de l’actuelle.',
  term: 'La convention s’achève plus tôt ou plus tard.',
  parties: 'Une partie change, ou ce qui la désigne.',
  free: 'Un article est remplacé ou ajouté.',
};

/** Opens an avenant, enters one that was signed elsewhere, or changes what an open one modifies. */
export function AmendmentForm({ choices, view }: { choices: AmendmentChoices; view?: ChangesView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.amendments.create.mutationOptions());
  const takeOver = useMutation(trpc.amendments.takeOver.mutationOptions());
  const update = useMutation(trpc.amendments.updateChanges.mutationOptions());
  const [state, setState] = useState<ChangesState>(() => stateOf(view?.changes ?? null, view?.kinds ?? []));
  const [effectiveOn, setEffectiveOn] = useState<string | null>(view?.effectiveOn ?? null);
  const [elsewhere, setElsewhere] = useState(false);
  const [signedOn, setSignedOn] = useState<string | null>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (next: Partial<ChangesState>) => setState({ ...state, ...next });
  const pending = create.isPending || takeOver.isPending || update.isPending;
  const has = (kind: AmendmentKind) => state.kinds.includes(kind);

  async function send() {
    const changes = changesFrom(state);
    if (view) {
      const done = await update.mutateAsync({ id: view.id, version: view.version, changes });
      toast(
        done.kept.length > 0
          ? 'Modifications enregistrées. Les articles écrits à la main n’ont pas été touchés.'
          : 'Modifications enregistrées, le texte les suit.',
      );
      router.refresh();
      return;
    }
    if (elsewhere) {
      const [file] = files;
      if (!file) {
        setErrors({ file: 'Joignez l’avenant signé, numérisé en PDF.' });
        return;
      }
      const taken = await takeOver.mutateAsync({
        id: choices.id,
        effectiveOn: effectiveOn ?? '',
        signedOn: signedOn ?? '',
        changes,
        file: { name: file.name, contentBase64: await toBase64(file) },
      });
      toast(`L’avenant ${taken.number} est repris.`);
      router.push(`/conventions/${choices.id}?onglet=avenants`);
      return;
    }
    const created = await create.mutateAsync({ id: choices.id, effectiveOn, changes });
    toast(`L’avenant ${created.number} est ouvert : relisez les articles proposés.`);
    router.push(`/conventions/${created.id}`);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setErrors({});
    setRefusal(null);
    try {
      await send();
    } catch (error) {
      const said = refusalFrom(error);
      setErrors(said.fields);
      setRefusal(
        Object.keys(said.fields).length > 1 ? 'Plusieurs points sont à corriger ci-dessous.' : said.message,
      );
    }
  }

  const shared = { choices, state, onChange: change, errors };
  return (
    <form onSubmit={submit} noValidate className="flex max-w-text flex-col gap-8">
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      {!view && (
        <RadioGroup
          label="Cet avenant"
          value={elsewhere ? 'elsewhere' : 'here'}
          onChange={(value) => setElsewhere(value === 'elsewhere')}
          choices={[
            { id: 'here', label: 'Se rédige ici, et suit le circuit des avis et des signatures' },
            {
              id: 'elsewhere',
              label: 'A déjà été signé ailleurs : j’en saisis les faits et j’en dépose la copie',
            },
          ]}
        />
      )}
      <CheckboxGroup
        label="Que modifie-t-il ?"
        description="Un avenant peut modifier plusieurs points à la fois."
        isRequired
        value={state.kinds}
        onChange={(kinds) => change({ kinds })}
        errorMessage={errors.changes}
        choices={(Object.keys(kindLabels) as AmendmentKind[]).map((kind) => ({
          id: kind,
          label: kindLabels[kind],
          detail: kindHelp[kind],
        }))}
      />
      {!view && (
        <div className="flex flex-wrap gap-4">
          <DateField
            label="Date d’effet de l’avenant"
            description="Il prendra effet de lui-même ce jour-là, une fois signé."
            isRequired={elsewhere}
            value={effectiveOn}
            onChange={setEffectiveOn}
            errorMessage={errors.effectiveOn}
          />
          {elsewhere && (
            <DateField
              label="Signé le"
              description="Jour de la dernière signature."
              isRequired
              value={signedOn}
              onChange={setSignedOn}
              errorMessage={errors.signedOn}
            />
          )}
        </div>
      )}
      {has('schools') && (
        <Section title="Écoles">
          <SchoolChanges {...shared} effectiveOn={effectiveOn} />
        </Section>
      )}
      {has('product') && (
        <Section title="Solution">
          <ProductChange {...shared} />
        </Section>
      )}
      {has('term') && (
        <Section title="Durée">
          <TermChange {...shared} />
        </Section>
      )}
      {has('parties') && (
        <Section title="Parties">
          <PartyChange {...shared} />
        </Section>
      )}
      {has('free') && (
        <Section title="Articles">
          <ArticleChanges {...shared} />
        </Section>
      )}
      {elsewhere && !view && (
        <FileDrop
          id="avenant-scan"
          label="Avenant signé (PDF, 10 Mo au plus)"
          isRequired
          accept={['application/pdf', '.pdf']}
          maxBytes={maxPdfBytes}
          value={files}
          onChange={setFiles}
          errorMessage={errors.file ?? errors['file.contentBase64']}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" isPending={pending} pendingLabel="Enregistrement…">
          {view ? 'Enregistrer les modifications' : elsewhere ? 'Reprendre l’avenant' : 'Ouvrir l’avenant'}
        </Button>
        {!view && <ButtonLink href={`/conventions/${choices.id}?onglet=avenants`}>Annuler</ButtonLink>}
      </div>
    </form>
  );
}
