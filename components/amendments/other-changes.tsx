'use client';

import { Trash2 } from 'lucide-react';
import { useAuthoritySearch } from '@/components/administration/authority-search';
import { Button, IconButton } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { formatLongDate } from '@/components/ui/format';
import { NumberField } from '@/components/ui/number-field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import type { AmendmentChoices } from '@/server/amendments/queries';
import type { ChangesState } from './changes-state';

type Props = {
  choices: AmendmentChoices;
  state: ChangesState;
  onChange: (next: Partial<ChangesState>) => void;
  errors: Record<string, string>;
};

/** Another solution, and the market under which it is provided. */
export function ProductChange({ choices, state, onChange, errors }: Props) {
  const { product } = state;
  const set = (next: Partial<ChangesState['product']>) => onChange({ product: { ...product, ...next } });
  return (
    <div className="flex flex-col gap-4">
      {choices.product && (
        <p className="text-soft">
          Solution actuelle : {choices.product.name}. Le plan de réversibilité s’ouvrira à la date d’effet.
        </p>
      )}
      <Select
        label="Nouvelle solution"
        isRequired
        choices={choices.products.map(({ id, name, vendor }) => ({ id, label: name, detail: vendor }))}
        value={product.productId}
        onChange={(productId) => set({ productId })}
        errorMessage={errors['changes.product.productId']}
      />
      <TextField
        label="Référence du marché"
        value={product.marketReference}
        onChange={(marketReference) => set({ marketReference })}
        errorMessage={errors['changes.product.marketReference']}
      />
      <div className="flex flex-wrap gap-4">
        <DateField
          label="Début du marché"
          value={product.marketStartsOn}
          onChange={(marketStartsOn) => set({ marketStartsOn })}
          errorMessage={errors['changes.product.marketStartsOn']}
        />
        <DateField
          label="Fin du marché"
          value={product.marketEndsOn}
          onChange={(marketEndsOn) => set({ marketEndsOn })}
          errorMessage={errors['changes.product.marketEndsOn']}
        />
      </div>
    </div>
  );
}

/** Another term, told by its day or by the whole duration. */
export function TermChange({ choices, state, onChange, errors }: Props) {
  const { term } = state;
  const set = (next: Partial<ChangesState['term']>) => onChange({ term: { ...term, ...next } });
  return (
    <div className="flex flex-col gap-4">
      {choices.endsOn && <p className="text-soft">Terme actuel&nbsp;: {formatLongDate(choices.endsOn)}.</p>}
      <RadioGroup
        label="Comment le dire"
        value={term.mode}
        onChange={(mode) => set({ mode: mode === 'months' ? 'months' : 'day' })}
        choices={[
          { id: 'day', label: 'Par le dernier jour de la convention' },
          { id: 'months', label: 'Par la durée totale, depuis la date d’effet' },
        ]}
      />
      {term.mode === 'day' ? (
        <DateField
          label="Nouveau terme"
          isRequired
          value={term.endsOn}
          onChange={(endsOn) => set({ endsOn })}
          errorMessage={errors['changes.term.endsOn'] ?? errors['changes.term']}
        />
      ) : (
        <NumberField
          label="Durée totale (mois)"
          isRequired
          minValue={1}
          maxValue={120}
          value={term.durationMonths}
          onChange={(durationMonths) => set({ durationMonths })}
          errorMessage={errors['changes.term.durationMonths'] ?? errors['changes.term.endsOn']}
        />
      )}
    </div>
  );
}

/** Another authority, or other facts about a party. */
export function PartyChange({ choices, state, onChange, errors }: Props) {
  const search = useAuthoritySearch();
  const { parties } = state;
  return (
    <div className="flex flex-col gap-4">
      <TextArea
        label="Ce qui change pour une partie"
        description={`Par exemple un transfert de compétence, un nouveau nom, un nouveau siège. Collectivité actuelle : ${choices.authority.name}.`}
        isRequired
        rows={4}
        value={parties.facts}
        onChange={(facts) => onChange({ parties: { ...parties, facts } })}
        errorMessage={errors['changes.parties.facts']}
      />
      <ComboBox
        label="Collectivité qui prend la place de l’actuelle"
        description="Seulement en cas de transfert : son signataire est alors proposé dans le circuit de signature, avec celui de la collectivité actuelle."
        search={search}
        value={parties.authorityId}
        onChange={(authorityId) => onChange({ parties: { ...parties, authorityId } })}
        errorMessage={errors['changes.parties.authorityId']}
      />
    </div>
  );
}

/** Articles replaced or added, in full text. */
export function ArticleChanges({ choices, state, onChange, errors }: Props) {
  const set = (id: string, next: Partial<ChangesState['articles'][number]>) =>
    onChange({ articles: state.articles.map((one) => (one.id === id ? { ...one, ...next } : one)) });
  const add = (mode: 'replace' | 'add') => {
    const rank = state.articles.length + 1;
    const id = `article_${rank}_${state.articles.map((one) => one.id.length).reduce((a, b) => a + b, 0)}`;
    onChange({
      articles: [...state.articles, { id, key: mode === 'add' ? id : '', mode, title: '', body: '' }],
    });
  };
  return (
    <div className="flex flex-col gap-6">
      {state.articles.map((article, index) => (
        <fieldset key={article.id} className="flex flex-col gap-4 border-line border-t pt-4">
          <legend className="sr-only">Article {index + 1}</legend>
          {article.mode === 'replace' && (
            <Select
              label="Article remplacé"
              isRequired
              choices={choices.articles.map(({ key, number, title }) => ({
                id: key,
                label: `${number ? `${number}. ` : ''}${title}`,
              }))}
              value={article.key || null}
              onChange={(key) =>
                set(article.id, {
                  key: key ?? '',
                  title: article.title || (choices.articles.find((one) => one.key === key)?.title ?? ''),
                })
              }
              errorMessage={errors[`changes.articles.${index}.key`]}
            />
          )}
          <TextField
            label="Titre de l’article"
            isRequired
            value={article.title}
            onChange={(title) => set(article.id, { title })}
            errorMessage={errors[`changes.articles.${index}.title`]}
          />
          <TextArea
            label="Nouveau texte"
            isRequired
            rows={6}
            value={article.body}
            onChange={(body) => set(article.id, { body })}
            errorMessage={errors[`changes.articles.${index}.body`]}
          />
          <span>
            <IconButton
              label={`Retirer l’article ${index + 1}`}
              icon={<Trash2 aria-hidden />}
              onPress={() => onChange({ articles: state.articles.filter((one) => one.id !== article.id) })}
            />
          </span>
        </fieldset>
      ))}
      <div className="flex flex-wrap gap-3">
        {choices.articles.length > 0 && <Button onPress={() => add('replace')}>Remplacer un article</Button>}
        <Button onPress={() => add('add')}>Ajouter un article</Button>
      </div>
    </div>
  );
}
