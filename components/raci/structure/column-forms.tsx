'use client';

import { useState } from 'react';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { ComboBox } from '@/components/ui/combo-box';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { parties, partyLabels, type RaciParty } from '@/server/raci/domain';
import type { MatrixOwner } from '@/server/raci/owner';
import { shortOf } from '@/server/raci/structure/structure';
import type { Matrix } from '../cell-rows';
import { useNameable } from '../door';
import { Fields, type FormOf } from './fields';

type Actor = Matrix['actors'][number];

/** Name and abbreviation of a column; the abbreviation is proposed from the name. */
function Names({
  label,
  onLabel,
  short,
  onShort,
  errors,
  what = 'Nom',
}: {
  label: string;
  onLabel: (text: string) => void;
  short: string;
  onShort: (text: string) => void;
  errors: FormOf['errors'];
  what?: string;
}) {
  return (
    <>
      <TextField
        label={what}
        isRequired
        maxLength={200}
        value={label}
        onChange={onLabel}
        errorMessage={errors['edit.label'] ?? errors['edit.inner.label'] ?? errors['edit.inner']}
      />
      <TextField
        label="Abréviation"
        description="6 caractères au plus, pour les tableaux étroits."
        maxLength={6}
        placeholder={label ? shortOf(label) : ''}
        value={short}
        onChange={onShort}
        errorMessage={errors['edit.short']}
      />
    </>
  );
}

export function AddColumn({ errors, send, after }: FormOf & { after: string | null }) {
  const [label, setLabel] = useState('');
  const [short, setShort] = useState('');
  const [party, setParty] = useState<RaciParty>('other');
  return (
    <Fields
      act="Ajouter l’acteur"
      onSubmit={() => send({ kind: 'column.add', label, short, party, after }, 'Acteur ajouté.')}
    >
      <Names
        label={label}
        onLabel={setLabel}
        short={short}
        onShort={setShort}
        errors={errors}
        what="Organisation"
      />
      <Select
        label="Partie"
        description="Dit qui donne son accord pour cette colonne."
        choices={parties.map((id) => ({ id, label: partyLabels[id] }))}
        value={party}
        onChange={(next) => next && setParty(next)}
      />
    </Fields>
  );
}

/** People who may be named, those of the party of the column first. */
function usePeople(owner: MatrixOwner, column: Actor) {
  const { data = [], isLoading } = useNameable(owner);
  const own = data.filter(({ party }) => party === column.party);
  const ordered = [...own, ...data.filter((one) => !own.includes(one))];
  return {
    isLoading,
    choices: ordered.map(({ membershipId, name, detail }) => ({ id: membershipId, label: name, detail })),
  };
}

export function NameColumn({ errors, send, owner, column }: FormOf & { owner: MatrixOwner; column: Actor }) {
  const mayName = 'projectId' in owner;
  const { choices, isLoading } = usePeople(owner, column);
  const [kind, setKind] = useState<string | null>(mayName ? 'person' : 'function');
  const [person, setPerson] = useState<string | null>(null);
  const [label, setLabel] = useState('');
  const [short, setShort] = useState('');
  const inner = kind === 'person' ? { membershipId: person ?? '' } : { label, short };
  return (
    <Fields
      act="Ajouter la colonne"
      onSubmit={() =>
        send({ kind: 'column.name', within: column.key, inner, after: null }, 'Colonne ajoutée.')
      }
    >
      {mayName && (
        <RadioGroup
          label="Que voulez-vous ajouter&nbsp;?"
          orientation="horizontal"
          choices={[
            { id: 'person', label: 'Une personne' },
            { id: 'function', label: 'Une fonction' },
          ]}
          value={kind}
          onChange={setKind}
        />
      )}
      {kind === 'person' ? (
        <Person
          choices={choices}
          isLoading={isLoading}
          value={person}
          onChange={setPerson}
          error={errors['edit.membershipId'] ?? errors['edit.inner']}
        />
      ) : (
        <Names
          label={label}
          onLabel={setLabel}
          short={short}
          onShort={setShort}
          errors={errors}
          what="Fonction ou service"
        />
      )}
    </Fields>
  );
}

function Person({
  choices,
  isLoading,
  value,
  onChange,
  error,
}: {
  choices: readonly { id: string; label: string; detail: string }[];
  isLoading: boolean;
  value: string | null;
  onChange: (id: string | null) => void;
  error: string | undefined;
}) {
  return (
    <ComboBox
      label="Personne"
      description="Parmi celles qui participent à ce projet aujourd’hui."
      isRequired
      choices={choices}
      value={value}
      onChange={onChange}
      emptyText={isLoading ? 'Chargement…' : 'Personne de ce nom ne participe à ce projet.'}
      errorMessage={error}
    />
  );
}

export function DivideColumn({
  errors,
  send,
  owner,
  column,
}: FormOf & { owner: MatrixOwner; column: Actor }) {
  const { choices } = usePeople(owner, column);
  const [people, setPeople] = useState<string[]>([]);
  const [functions, setFunctions] = useState('');
  const into = [
    ...people.map((membershipId) => ({ membershipId })),
    ...functions
      .split('\n')
      .map((label) => label.trim())
      .filter((label) => label !== '')
      .map((label) => ({ label })),
  ];
  return (
    <Fields
      act="Répartir"
      onSubmit={() => send({ kind: 'column.divide', key: column.key, into }, 'Colonne répartie.')}
    >
      <p>
        Chaque personne ou fonction reçoit sa colonne, avec les lettres de l’organisation&nbsp;; seule
        l’organisation garde celle qui répond du résultat.
      </p>
      {choices.length > 0 && (
        <div className="max-h-56 overflow-y-auto">
          <CheckboxGroup
            label="Personnes"
            choices={choices.map(({ id, label, detail }) => ({ id, label, detail }))}
            value={people}
            onChange={setPeople}
          />
        </div>
      )}
      <TextArea
        label="Fonctions ou services"
        description="Une par ligne."
        rows={3}
        value={functions}
        onChange={setFunctions}
        errorMessage={errors['edit.into']}
      />
    </Fields>
  );
}

export function RenameColumn({ errors, send, column }: FormOf & { column: Actor }) {
  const [label, setLabel] = useState(column.label);
  const [short, setShort] = useState(column.short);
  return (
    <Fields
      act="Renommer"
      onSubmit={() => send({ kind: 'column.rename', key: column.key, label, short }, 'Colonne renommée.')}
    >
      <Names label={label} onLabel={setLabel} short={short} onShort={setShort} errors={errors} />
    </Fields>
  );
}

export function SplitColumn({ errors, send, column }: FormOf & { column: Actor }) {
  const [label, setLabel] = useState('');
  const [short, setShort] = useState('');
  return (
    <Fields
      act="Dédoubler"
      onSubmit={() => send({ kind: 'column.split', key: column.key, label, short }, 'Colonne dédoublée.')}
    >
      <p>
        Une seconde colonne est ajoutée juste après «&nbsp;{column.label}&nbsp;», avec les mêmes lettres. Vous
        les ajusterez ensuite.
      </p>
      <Names
        label={label}
        onLabel={setLabel}
        short={short}
        onShort={setShort}
        errors={errors}
        what="Nom de la seconde colonne"
      />
    </Fields>
  );
}

export function ReplacePerson({
  errors,
  send,
  owner,
  column,
}: FormOf & { owner: MatrixOwner; column: Actor }) {
  const { choices, isLoading } = usePeople(owner, column);
  const [person, setPerson] = useState<string | null>(null);
  return (
    <Fields
      act="Remplacer"
      onSubmit={() =>
        send({ kind: 'column.replace', key: column.key, membershipId: person ?? '' }, 'Personne remplacée.')
      }
    >
      <p>La colonne garde ses lettres&nbsp;; la personne choisie les reprend.</p>
      <Person
        choices={choices.filter(({ id }) => id !== column.membershipId)}
        isLoading={isLoading}
        value={person}
        onChange={setPerson}
        error={errors['edit.membershipId']}
      />
    </Fields>
  );
}
