'use client';

import { ArrowRight, CircleCheck, List, ListTree, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { Button } from '@/components/ui/button';
import { plural } from '@/components/ui/format';
import { PopoverPanel } from '@/components/ui/popover-panel';
import { SaveState, type Saving } from '@/components/ui/save-state';
import type { MissingValue } from '@/server/conventions/domain';
import type { Draft, DraftPart } from './draft';
import { capital } from './field-control';
import { Outline, type PartMark } from './outline';
import type { Trouble } from './save-queue';

/** Stays in sight while one writes: what is still missing, the outline on a phone, whether all is saved. */
export function Toolbar({
  draft,
  saving,
  trouble,
  canRetry,
  markOf,
  current,
  onField,
  onNext,
  onTrouble,
  onRetry,
}: {
  draft: Draft;
  saving: Saving;
  /** What waits for the person, and is not merely to be sent again. */
  trouble: Trouble<unknown>['kind'] | null;
  canRetry: boolean;
  markOf: (part: DraftPart) => PartMark;
  current: string | null;
  onField: (key: string) => void;
  onNext: () => void;
  onTrouble: () => void;
  onRetry: () => void;
}) {
  return (
    <section
      aria-label="État du texte"
      className="sticky top-(--frame-top) z-20 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b bg-ground px-4 py-2 lg:-mx-8 lg:px-8 print:hidden"
    >
      <div className="flex flex-wrap items-center gap-2">
        <OutlineButton parts={draft.parts} markOf={markOf} current={current} />
        <MissingList missing={draft.missing} onField={onField} />
        {draft.missing.length > 0 && (
          <Button size="sm" icon={<ArrowRight aria-hidden />} onPress={onNext}>
            <span>
              <span className="max-sm:sr-only">Champ </span>
              <span className="max-sm:capitalize">suivant</span>
            </span>
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 sm:ml-auto">
        <SaveState saving={saving} />
        {trouble && (
          <Button size="sm" onPress={onTrouble}>
            {trouble === 'conflict' ? 'Choisir' : 'Corriger'}
          </Button>
        )}
        {canRetry && (
          <Button size="sm" icon={<RotateCcw aria-hidden />} onPress={onRetry}>
            Réessayer
          </Button>
        )}
      </div>
    </section>
  );
}

/** The outline folded behind a button, where the screen is too narrow for two columns. */
export function OutlineButton(props: {
  parts: readonly DraftPart[];
  markOf?: (part: DraftPart) => PartMark;
  current?: string | null;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="lg:hidden">
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button size="sm" icon={<ListTree aria-hidden />}>
          Plan
        </Button>
        <PopoverPanel label="Plan du texte" className="w-80 max-w-[calc(100vw-2rem)] p-2">
          <Outline {...props} onGo={() => setOpen(false)} />
        </PopoverPanel>
      </DialogTrigger>
    </span>
  );
}

/** The fields that are still missing, each a way to itself. */
function MissingList({
  missing,
  onField,
}: {
  missing: readonly MissingValue[];
  onField: (key: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  if (missing.length === 0)
    return (
      <p className="inline-flex items-center gap-1.5 text-sm">
        <CircleCheck aria-hidden className="size-4 text-success" />
        Tous les champs sont remplis
      </p>
    );
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button size="sm" variant="quiet" icon={<List aria-hidden />}>
        <span>
          {missing.length}
          <span className="max-sm:sr-only">{plural(missing.length, ' champ', ' champs')}</span> à compléter
        </span>
      </Button>
      <PopoverPanel label="Champs à compléter" className="w-80 max-w-[calc(100vw-2rem)] p-3">
        <p className="pb-1 font-semibold">{plural(missing.length, 'Champ', 'Champs')} à compléter</p>
        <ul className="flex flex-col items-start">
          {missing.map(({ key, label }) => (
            <li key={key}>
              <Button
                size="sm"
                variant="quiet"
                className="text-left"
                onPress={() => {
                  setOpen(false);
                  onField(key);
                }}
              >
                {capital(label)}
              </Button>
            </li>
          ))}
        </ul>
      </PopoverPanel>
    </DialogTrigger>
  );
}
