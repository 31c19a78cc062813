'use client';

import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import type { PreviewLine } from '@/server/conventions/bulk/domain';
import type { Choices } from './use-list';

/** Lines settled at once; the others wait until these are. */
const SHOWN = 30;

/** Lines that name several communes or projects: each with its choice, none made beforehand. */
export function LinesToSettle({
  lines,
  isReading,
  onChoose,
}: {
  lines: readonly PreviewLine[];
  isReading: boolean;
  onChoose: (choices: Choices) => void;
}) {
  const waiting = lines.filter(({ choose }) => choose !== null);
  if (waiting.length === 0) return null;
  return (
    <Section
      title="À préciser"
      count={waiting.length}
      lead={
        waiting.length > SHOWN
          ? `Voici les ${SHOWN} premières ; les suivantes viennent à mesure.`
          : 'Rien n’est deviné : sans choix, ces lignes ne seront pas faites.'
      }
    >
      <ul className="flex flex-col">
        {waiting.slice(0, SHOWN).map(({ line, said, reason, choose }) => (
          <li
            key={line}
            className="grid gap-x-6 gap-y-2 border-line border-t py-3 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_22rem]"
          >
            <div>
              <p className="font-semibold">
                <span className="tabular font-normal text-soft text-sm">Ligne {line} : </span>
                {said}
              </p>
              <p className="text-soft text-sm">{reason}</p>
            </div>
            <Select
              label={`Choix pour la ligne ${line}, ${said}`}
              hideLabel
              placeholder={choose?.what === 'project' ? 'Choisir le projet' : 'Choisir la commune'}
              isDisabled={isReading}
              value={null}
              onChange={(id) => id && choose && onChoose({ [line]: { [choose.what]: id } })}
              choices={choose?.choices.map(({ id, label, detail }) => ({ id, label, detail })) ?? []}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
