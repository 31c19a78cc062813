'use client';

import { Pencil } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { formatLongDate } from '@/components/ui/format';
import { NumberField } from '@/components/ui/number-field';
import { Section } from '@/components/ui/section';
import { TextArea } from '@/components/ui/text-area';
import { durationInWords, MAX_MONTHS } from '@/server/conventions/domain';
import { ConflictPanel } from './conflict-panel';
import { endOf, type IdentityValue } from './parts';
import type { SaveEngine } from './save-engine';
import type { Part } from './save-queue';

/** Anchors of the fields, for those that lead there. */
export const identityFields = {
  title: 'identite-titre',
  effectiveOn: 'identite-effet',
  durationMonths: 'identite-duree',
} as const;

/** Title, date of effect and duration: one line to read, three fields to change. */
export function IdentityForm({
  part,
  engine,
  isOpen,
  onOpenChange,
}: {
  part: Part<IdentityValue>;
  engine: SaveEngine<IdentityValue>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const value = part.local;
  const { trouble } = part;
  const errors: Readonly<Record<string, string>> = trouble?.kind === 'refused' ? trouble.fields : {};
  const change = (next: Partial<IdentityValue>) => engine.edit('identity', { ...value, ...next });
  const flush = () => engine.flush('identity');
  const shown = isOpen || trouble !== null;
  return (
    <Section
      title="Identité et durée"
      action={
        !shown && (
          <Button
            id="modifier-identite"
            size="sm"
            variant="quiet"
            icon={<Pencil aria-hidden />}
            aria-label="Modifier l’identité et la durée"
            onPress={() => onOpenChange(true)}
          >
            Modifier
          </Button>
        )
      }
    >
      <ConflictPanel
        part={part}
        what="l’identité et la durée"
        textOf={inLines}
        onKeepTheirs={() => engine.keepTheirs('identity')}
        onTakeMine={() => engine.takeMine('identity')}
        onUndo={(mine) => engine.edit('identity', mine)}
      />
      {!shown && <p>{inOneSentence(value)}</p>}
      {shown && (
        <div className="flex flex-col gap-4 border-accent border-l-3 pl-4">
          <TextArea
            id={identityFields.title}
            rows={2}
            label="Titre de la convention"
            description="Les mots entre accolades {{…}} sont des champs, comme dans le texte."
            value={value.title}
            onChange={(title) => change({ title: title.replace(/\s*\n\s*/g, ' ') })}
            onBlur={flush}
            errorMessage={errors.title}
          />
          <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
            <DateField
              id={identityFields.effectiveOn}
              label="Date d’effet"
              value={value.effectiveOn}
              onChange={(effectiveOn) => change({ effectiveOn })}
              onBlur={flush}
              errorMessage={errors.effectiveOn}
            />
            <NumberField
              id={identityFields.durationMonths}
              label="Durée (mois)"
              minValue={1}
              maxValue={MAX_MONTHS}
              value={value.durationMonths}
              onChange={(durationMonths) => change({ durationMonths })}
              onBlur={flush}
              errorMessage={errors.durationMonths}
            />
            <p className="min-h-10 py-1.5" aria-live="polite">
              {endSentence(value)}
            </p>
          </div>
          <div>
            <Button onPress={() => onOpenChange(false)}>Terminer</Button>
          </div>
        </div>
      )}
    </Section>
  );
}

function endSentence(value: IdentityValue): string {
  const end = endOf(value);
  return end ? `S’achève le ${formatLongDate(end)}.` : 'Terme connu avec la date et la durée.';
}

function inOneSentence(value: IdentityValue): string {
  const effect = value.effectiveOn
    ? `Effet le ${formatLongDate(value.effectiveOn)}`
    : 'Date d’effet à compléter';
  const duration = value.durationMonths
    ? `pour ${durationInWords(value.durationMonths)}`
    : 'durée à compléter';
  const end = endOf(value);
  return `${effect}, ${duration}${end ? `, jusqu’au ${formatLongDate(end)}` : ''}.`;
}

function inLines({ title, effectiveOn, durationMonths }: IdentityValue): string {
  return [
    title,
    `Date d’effet\u00a0: ${effectiveOn ? formatLongDate(effectiveOn) : 'à compléter'}`,
    `Durée\u00a0: ${durationMonths ? durationInWords(durationMonths) : 'à compléter'}`,
  ].join('\n');
}
