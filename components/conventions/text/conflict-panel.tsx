'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { formatDate, formatTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { changedLines } from './changed-lines';
import type { Part } from './save-queue';

/**
 * Two people, or two tabs, wrote the same part: says who, shows both texts, and lets the person choose.
 * Nothing has been overwritten until then.
 */
export function ConflictPanel<V>({
  part,
  what,
  textOf,
  narrow = false,
  onKeepTheirs,
  onTakeMine,
  onUndo,
}: {
  part: Part<V>;
  /** « cet article », « ce champ ». */
  what: string;
  textOf: (value: V) => string;
  /** One text above the other, where there is no room for two columns. */
  narrow?: boolean;
  onKeepTheirs: () => void;
  onTakeMine: () => void;
  /** Puts a text that was given up back. */
  onUndo: (mine: V) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  if (part.trouble?.kind !== 'conflict') return null;
  // The panel goes away with the choice: one goes on in the field that it stood above.
  const settle = (choice: () => void) => {
    const form = box.current?.parentElement;
    choice();
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        (
          form?.querySelector<HTMLElement>('textarea') ??
          form?.querySelector<HTMLElement>('input:checked, input, [role=spinbutton], button')
        )?.focus({ preventScroll: true }),
      ),
    );
  };
  const { theirs } = part.trouble;
  const mine = part.local;
  const [theirText, myText] = [textOf(theirs.value), textOf(mine)];
  const who = theirs.by ?? 'Une autre personne';
  return (
    <div ref={box} data-conflict="">
      <Notice
        tone="warning"
        live
        title={`${who} a enregistré une autre version${theirs.at ? ` ${whenOf(theirs.at)}` : ''}`}
        actions={
          <>
            <Button
              onPress={() => {
                settle(onKeepTheirs);
                toast('Leur texte est gardé\u00a0; le vôtre est retiré.', {
                  undo: { label: 'Reprendre mon texte', onUndo: () => onUndo(mine) },
                });
              }}
            >
              Garder leur texte
            </Button>
            <Button onPress={() => settle(onTakeMine)}>Reprendre avec le mien</Button>
          </>
        }
      >
        <p>
          Rien n’a été écrasé&nbsp;: votre texte est gardé ici, non enregistré. Comparez les deux, corrigez le
          vôtre au besoin, puis choisissez lequel vaut pour {what}.
        </p>
        <div className={`grid gap-3 pt-1 ${narrow ? '' : 'md:grid-cols-2'}`}>
          <Version title={`Texte de ${theirs.by ?? 'l’autre personne'}`} text={theirText} other={myText} />
          <Version title="Votre texte" text={myText} other={theirText} />
        </div>
      </Notice>
    </div>
  );
}

/** « à 14 h 32 » today, with its date otherwise. */
function whenOf(at: string): string {
  const day = formatDate(at);
  return day === formatDate(Date.now()) ? `à ${formatTime(at)}` : `le ${day} à ${formatTime(at)}`;
}

/** One of the two texts; the lines that the other does not have are marked. */
function Version({ title, text, other }: { title: string; text: string; other: string }) {
  const lines = changedLines(text, other);
  const box = useRef<HTMLDivElement>(null);
  // Long texts open on what differs.
  useEffect(() => {
    const changed = box.current?.querySelector<HTMLElement>('[data-changed]');
    if (box.current && changed) box.current.scrollTop = changed.offsetTop - 48;
  }, []);
  return (
    <section aria-label={title} className="flex min-w-0 flex-col">
      <p className="font-semibold text-sm">{title}</p>
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and the keyboard must reach it
        tabIndex={0}
        className="relative max-h-72 overflow-auto rounded-sm border border-line bg-surface p-3 text-sm"
      >
        {lines.map(({ line, changed }, index) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are their place
            key={index}
            data-changed={changed || undefined}
            className={`min-h-[1lh] whitespace-pre-wrap break-words ${changed ? 'border-warning border-l-3 bg-warning-soft pl-2' : 'pl-2.75'}`}
          >
            {changed && <span className="sr-only">Différent&nbsp;: </span>}
            {line}
          </p>
        ))}
        {text === '' && <p className="text-soft">(vide)</p>}
      </div>
    </section>
  );
}
