'use client';

import { Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { DateField } from '@/components/ui/date-field';
import { counted } from '@/components/ui/format';
import { TextField } from '@/components/ui/text-field';
import type { AmendmentChoices } from '@/server/amendments/queries';
import type { ChangesState } from './changes-state';

type School = AmendmentChoices['members'][number];
type Props = {
  choices: AmendmentChoices;
  effectiveOn: string | null;
  state: ChangesState;
  onChange: (next: Partial<ChangesState>) => void;
  errors: Record<string, string>;
};

const choice = (school: School) => ({
  id: school.uai,
  label: `${school.name}, ${school.commune}`,
  detail: `${school.uai} · ${school.nature}`,
});

/** Adds one school at a time by typing its name or its UAI. */
function AddSchool({
  label,
  schools,
  onAdd,
}: {
  label: string;
  schools: School[];
  onAdd: (uai: string) => void;
}) {
  const [round, setRound] = useState(0);
  return (
    <ComboBox
      key={round}
      label={label}
      choices={schools.map(choice)}
      emptyText="Aucune école ne correspond"
      value={null}
      onChange={(uai) => {
        if (!uai) return;
        onAdd(uai);
        setRound(round + 1);
      }}
    />
  );
}

/** A school of the list, with its own fields and the way to take it out again. */
function SchoolRow({
  uai,
  name,
  error,
  removeLabel,
  onRemove,
  children,
}: {
  uai: string;
  name: string;
  error: string | undefined;
  removeLabel: string;
  onRemove: () => void;
  children: ReactNode;
}) {
  return (
    <li className="border-line border-t pt-3">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has no place beside the button that removes it. */}
      <div role="group" aria-label={name} className="flex flex-col gap-2">
        <div className="flex items-start justify-between gap-3">
          <p className="min-w-0">
            {name} <span className="tabular block text-soft text-sm">{uai}</span>
            {error && <span className="block text-danger text-sm">{error}</span>}
          </p>
          <IconButton label={removeLabel} icon={<Trash2 aria-hidden />} onPress={onRemove} />
        </div>
        <div className="flex flex-wrap items-start gap-4">{children}</div>
      </div>
    </li>
  );
}

/** Schools that come in and go out, each with its own day. */
export function SchoolChanges({ choices, effectiveOn, state, onChange, errors }: Props) {
  const byUai = new Map([...choices.members, ...choices.candidates].map((school) => [school.uai, school]));
  const name = (uai: string) => {
    const school = byUai.get(uai);
    return school ? `${school.name}, ${school.commune}` : uai;
  };
  const free = choices.candidates.filter(({ uai }) => !state.schoolsIn.some((one) => one.uai === uai));
  const inside = choices.members.filter(({ uai }) => !state.schoolsOut.some((one) => one.uai === uai));
  return (
    <div className="flex flex-col gap-8">
      <section aria-label="Écoles qui entrent" className="flex flex-col gap-4">
        <h3 className="font-semibold text-lg">Écoles qui entrent</h3>
        {choices.candidates.length === 0 ? (
          <p className="text-soft">
            Toutes les écoles du projet sont déjà dans la convention. Ajoutez d’abord l’école au projet.
          </p>
        ) : (
          <>
            <AddSchool
              label="École qui entre"
              schools={free}
              onAdd={(uai) => onChange({ schoolsIn: [...state.schoolsIn, { uai, entryOn: effectiveOn }] })}
            />
            {free.length > 1 && (
              <span>
                <Button
                  size="sm"
                  onPress={() =>
                    onChange({
                      schoolsIn: [
                        ...state.schoolsIn,
                        ...free.map(({ uai }) => ({ uai, entryOn: effectiveOn })),
                      ],
                    })
                  }
                >
                  {`Ajouter les ${counted(free.length, 'école')} du projet qui n’y sont pas`}
                </Button>
              </span>
            )}
          </>
        )}
        <ul className="flex flex-col gap-4">
          {state.schoolsIn.map(({ uai, entryOn }, index) => (
            <SchoolRow
              key={uai}
              uai={uai}
              name={name(uai)}
              error={errors[`changes.schoolsIn.${index}.uai`]}
              removeLabel={`Ne plus faire entrer ${name(uai)}`}
              onRemove={() => onChange({ schoolsIn: state.schoolsIn.filter((one) => one.uai !== uai) })}
            >
              <DateField
                label="Entrée le"
                value={entryOn}
                errorMessage={errors[`changes.schoolsIn.${index}.entryOn`]}
                onChange={(day) =>
                  onChange({
                    schoolsIn: state.schoolsIn.map((one) =>
                      one.uai === uai ? { ...one, entryOn: day } : one,
                    ),
                  })
                }
              />
            </SchoolRow>
          ))}
        </ul>
      </section>
      <section aria-label="Écoles qui sortent" className="flex flex-col gap-4">
        <h3 className="font-semibold text-lg">Écoles qui sortent</h3>
        <AddSchool
          label="École qui sort"
          schools={inside}
          onAdd={(uai) =>
            onChange({ schoolsOut: [...state.schoolsOut, { uai, exitOn: effectiveOn, reason: '' }] })
          }
        />
        <ul className="flex flex-col gap-4">
          {state.schoolsOut.map(({ uai, exitOn, reason }, index) => {
            const set = (next: Partial<{ exitOn: string | null; reason: string }>) =>
              onChange({
                schoolsOut: state.schoolsOut.map((one) => (one.uai === uai ? { ...one, ...next } : one)),
              });
            return (
              <SchoolRow
                key={uai}
                uai={uai}
                name={name(uai)}
                error={errors[`changes.schoolsOut.${index}.uai`]}
                removeLabel={`Ne plus faire sortir ${name(uai)}`}
                onRemove={() => onChange({ schoolsOut: state.schoolsOut.filter((one) => one.uai !== uai) })}
              >
                <DateField
                  label="Sortie le"
                  value={exitOn}
                  errorMessage={errors[`changes.schoolsOut.${index}.exitOn`]}
                  onChange={(day) => set({ exitOn: day })}
                />
                <TextField
                  label="Motif de la sortie"
                  isRequired
                  className="min-w-0 flex-1 basis-56"
                  value={reason}
                  errorMessage={errors[`changes.schoolsOut.${index}.reason`]}
                  onChange={(text) => set({ reason: text })}
                />
              </SchoolRow>
            );
          })}
        </ul>
      </section>
    </div>
  );
}
