'use client';

import { ArrowRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { POPOVER } from '@/components/ui/popover-style';
import { formatValue } from '@/server/conventions/domain';
import type { TemplateVariable } from '@/server/conventions/template/types';
import { ConflictPanel } from './conflict-panel';
import { capital, FieldControl } from './field-control';
import type { FieldValue } from './parts';
import type { SaveEngine } from './save-engine';
import type { Part } from './save-queue';

/** A field that is open, and what it was opened from. */
export type OpenField = { key: string; element: HTMLElement };

/** The name belongs to the dialog inside. */
const UNNAMED = { 'aria-labelledby': '' };

/** Opens beside a field of the text, to fill it; then leads to the next one that is missing. */
export function FieldPanel({
  open,
  title,
  remaining,
  onClose,
  onNext,
  children,
}: {
  open: OpenField;
  title: string;
  /** Missing fields beside this one. */
  remaining: number;
  onClose: () => void;
  onNext: () => void;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  // Each field in its turn takes the focus, whatever its control is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says that another field is shown
  useEffect(() => {
    const wanted = [
      '[data-conflict] button',
      '#champ-ouvert input:checked',
      '#champ-ouvert :is(textarea, input, [role=spinbutton], button, a)',
    ];
    const found = wanted.map((selector) => form.current?.querySelector<HTMLElement>(selector));
    found.find((control) => control)?.focus();
  }, [open.key]);
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={{ current: open.element }}
      placement="bottom start"
      offset={6}
      className={`${POPOVER} w-96 max-w-[calc(100vw-1.5rem)] min-w-0!`}
      {...UNNAMED}
    >
      <Dialog aria-label={title} className="outline-none">
        <form
          ref={form}
          noValidate
          className="flex flex-col gap-4 p-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (remaining > 0) onNext();
            else onClose();
          }}
        >
          {children}
          <div className="flex flex-wrap items-center gap-3">
            {remaining > 0 && (
              <Button type="submit" size="sm" icon={<ArrowRight aria-hidden />}>
                {`Champ suivant (${remaining})`}
              </Button>
            )}
            <Button type={remaining > 0 ? 'button' : 'submit'} size="sm" variant="quiet" onPress={onClose}>
              {remaining > 0 ? 'Fermer' : 'Terminer'}
            </Button>
          </div>
        </form>
      </Dialog>
    </Popover>
  );
}

/** The form of one variable of the template. */
export function VariableForm({
  variable,
  part,
  engine,
}: {
  variable: TemplateVariable;
  part: Part<FieldValue>;
  engine: SaveEngine<FieldValue>;
}) {
  const { key } = variable;
  const refused = part.trouble?.kind === 'refused' ? part.trouble : null;
  return (
    <>
      <ConflictPanel
        part={part}
        what="ce champ"
        narrow
        textOf={(value) => formatValue(variable, value) ?? ''}
        onKeepTheirs={() => engine.keepTheirs(key)}
        onTakeMine={() => engine.takeMine(key)}
        onUndo={(mine) => engine.edit(key, mine)}
      />
      <FieldControl
        key={key}
        variable={variable}
        value={part.local}
        errorMessage={refused ? (refused.fields['values.0.value'] ?? refused.message) : undefined}
        onChange={(value) => engine.edit(key, value)}
        onBlur={() => engine.flush(key)}
      />
    </>
  );
}

const elsewhere: Record<string, { text: string; tab?: string }> = {
  solution: { text: 'La solution se choisit dans le projet.' },
  editeur: { text: 'L’éditeur est celui de la solution, qui se choisit dans le projet.' },
  ecoles_en_nombre: { text: 'Les écoles de l’annexe A1 se choisissent sous l’onglet Écoles.', tab: 'ecoles' },
};

/** What a fact of the file is and where it is entered: it cannot be typed here. */
export function ElsewhereForm({
  fieldKey,
  label,
  projectId,
}: {
  fieldKey: string;
  label: string;
  projectId: string;
}) {
  const place = elsewhere[fieldKey] ?? { text: 'Cette information vient du projet.' };
  return (
    <div id="champ-ouvert" className="flex flex-col items-start gap-2">
      <p className="font-semibold">{capital(label)}</p>
      <p>{place.text}</p>
      <ButtonLink size="sm" href={place.tab ? `?onglet=${place.tab}` : `/projets/${projectId}`}>
        {place.tab ? 'Ouvrir l’onglet Écoles' : 'Ouvrir le projet'}
      </ButtonLink>
    </div>
  );
}
