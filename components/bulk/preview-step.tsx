'use client';

import { useMemo, useState } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FormActions } from '@/components/ui/form-actions';
import { counted, formatNumber } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { VirtualTable } from '@/components/ui/virtual-table';
import type { LineState, PreviewLine } from '@/server/conventions/bulk/domain';
import { LinesToSettle } from './lines-to-settle';
import { type Choices, isTaken, type Overrides } from './use-list';
import { communeNoun, lineStates, projectWord } from './words';

const states = Object.keys(lineStates) as LineState[];
const ALL = 'tout';
/** Height of a line, in px: a state and two lines of reason. */
const ROW = 76;

/** Second step: every line with what was found, each in or out. */
export function PreviewStep({
  lines,
  overrides,
  onOverrides,
  isReading,
  onChoose,
  refusal,
  onBack,
  onNext,
}: {
  lines: readonly PreviewLine[];
  overrides: Overrides;
  onOverrides: (overrides: Overrides) => void;
  isReading: boolean;
  onChoose: (choices: Choices) => void;
  refusal: string | undefined;
  onBack: () => void;
  onNext: () => void;
}) {
  const [shown, setShown] = useState<string>(ALL);
  const items = useMemo(
    () => (shown === ALL ? lines : lines.filter(({ state }) => state === shown)),
    [lines, shown],
  );
  const taken = lines.filter((line) => isTaken(line, overrides));
  const errors = lines.filter(({ state }) => state === 'error');
  const selected = useMemo(
    () => new Set(items.filter((line) => isTaken(line, overrides)).map(({ line }) => String(line))),
    [items, overrides],
  );
  const disabled = useMemo(
    () =>
      new Set(
        items.filter(({ state }) => state === 'error' || state === 'choice').map(({ line }) => String(line)),
      ),
    [items],
  );
  const count = (state: LineState) => lines.filter((line) => line.state === state).length;

  function select(ids: Set<string>) {
    const next = { ...overrides };
    for (const line of items)
      if (!disabled.has(String(line.line))) next[line.line] = ids.has(String(line.line));
    onOverrides(next);
  }

  return (
    <div className="flex flex-col gap-8">
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      <LinesToSettle lines={lines} isReading={isReading} onChoose={onChoose} />
      {errors.length > 0 && (
        <Notice
          tone="warning"
          title={`${counted(errors.length, 'ligne ne peut être faite', 'lignes ne peuvent être faites')}`}
        >
          <ul className="max-h-48 list-disc overflow-auto pl-5">
            {errors.slice(0, 100).map(({ line, said, reason }) => (
              <li key={line}>
                Ligne {formatNumber(line)}, « {said} » : {reason}
              </li>
            ))}
          </ul>
          {errors.length > 100 && <p>Et {formatNumber(errors.length - 100)} de plus, dans le tableau.</p>}
          <p>Les autres lignes n’en souffrent pas.</p>
        </Notice>
      )}
      <Section title="Toutes les lignes" count={lines.length}>
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <Select
            className="w-72 max-w-full"
            label="Afficher"
            value={shown}
            onChange={(value) => setShown(value ?? ALL)}
            choices={[
              { id: ALL, label: `Toutes (${formatNumber(lines.length)})` },
              ...states
                .filter((state) => count(state) > 0)
                .map((id) => ({ id, label: `${lineStates[id].label} (${formatNumber(count(id))})` })),
            ]}
          />
          <p role="status" className="tabular flex min-h-10 items-center text-soft text-sm">
            {counted(taken.length, 'convention à ouvrir', 'conventions à ouvrir')}
          </p>
        </div>
        <VirtualTable
          label="Lignes de la liste"
          items={items}
          rowHeight={ROW}
          height={`min(36rem, ${Math.max(items.length, 2) * ROW + 46}px)`}
          getId={({ line }) => String(line)}
          getText={({ line, said, authority }) => `Ligne ${line}, ${authority?.name ?? said}`}
          selected={selected}
          onSelect={select}
          disabledIds={disabled}
          empty="Aucune ligne de cette sorte."
          columns={[
            {
              key: 'said',
              label: 'Commune',
              width: '1.2fr',
              minWidth: 190,
              render: ({ said, line, authority }) => (
                <TwoLines
                  first={authority?.name ?? said}
                  second={`ligne ${formatNumber(line)}${authority ? `, « ${said} »` : ''}`}
                />
              ),
            },
            {
              key: 'state',
              label: 'État',
              width: '1.6fr',
              minWidth: 230,
              render: ({ state, reason, warnings }) => (
                <span className="flex min-w-0 flex-col">
                  <span>
                    <StateBadge tone={lineStates[state].tone}>{lineStates[state].label}</StateBadge>
                  </span>
                  <Small lines={2} text={[reason, ...warnings].filter(Boolean).join(' ')} />
                </span>
              ),
            },
            {
              key: 'schools',
              label: 'Écoles',
              width: 80,
              align: 'end',
              render: ({ schools }) => formatNumber(schools),
            },
            {
              key: 'project',
              label: 'Projet',
              width: '1fr',
              minWidth: 150,
              render: (line) => <TwoLines first={projectWord(line)} second={line.project?.product ?? ''} />,
            },
            {
              key: 'signatory',
              label: 'Signataire',
              width: 150,
              render: ({ signatory }) => signatory ?? <span className="text-soft">non connu</span>,
            },
          ]}
        />
      </Section>
      <FormActions>
        <Button
          variant="primary"
          onPress={onNext}
          reason={taken.length === 0 ? 'Gardez au moins une commune.' : undefined}
        >
          {`Continuer avec ${counted(taken.length, ...communeNoun)}`}
        </Button>
        <Button onPress={onBack}>Revenir à la liste</Button>
      </FormActions>
    </div>
  );
}

function TwoLines({ first, second }: { first: string; second: string }) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="truncate" title={first}>
        {first}
      </span>
      <Small text={second} />
    </span>
  );
}

const Small = ({ text, lines = 1 }: { text: string; lines?: 1 | 2 }) =>
  text ? (
    <span
      className={`whitespace-normal text-soft text-xs ${lines === 2 ? 'line-clamp-2' : 'line-clamp-1'}`}
      title={text}
    >
      {text}
    </span>
  ) : null;
