'use client';

import { ChevronDown, LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components/ComboBox';
import { CONTROL, FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps } from './field';
import { POPOVER } from './popover-style';
import { type Choice, ChoiceItem } from './select';
import { KeepPageReadable, useSuggestionLayer } from './suggestion-layer';

type Common = FieldProps<string | null> & {
  placeholder?: string;
  /** What the value given at first is called, when the choices do not hold it yet. */
  selectedLabel?: string;
  /** Also receives the whole choice, for screens that show more than its value. */
  onChoose?(choice: Choice | null): void;
  emptyText?: string;
};

/** One value found by typing, among `choices` already here (filtered as one types) or by `search`. */
export function ComboBox(
  props: Common & ({ choices: readonly Choice[]; search?: never } | { choices?: never; search: ComboSearch }),
) {
  return props.search ? <SearchComboBox {...props} /> : <LocalComboBox {...props} />;
}

/** Asks the server: must reject, or return fast, when `signal` is aborted. */
export type ComboSearch = (text: string, signal: AbortSignal) => Promise<readonly Choice[]>;

function LocalComboBox({ choices, ...props }: Common & { choices?: readonly Choice[] }) {
  const known = choices ?? [];
  return (
    <ComboBoxBody
      {...props}
      choices={known}
      filtered
      selectedLabel={known.find((choice) => choice.id === props.value)?.label ?? props.selectedLabel}
    />
  );
}

function SearchComboBox({ search, ...props }: Common & { search: ComboSearch }) {
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const [text, setText] = useState<string | null>(null);
  const latest = useRef(search);
  latest.current = search;

  useEffect(() => {
    if (text === null) return;
    const controller = new AbortController();
    setState('loading');
    const timer = setTimeout(async () => {
      try {
        const found = await latest.current(text, controller.signal);
        if (controller.signal.aborted) return;
        setChoices(found);
        setState('idle');
      } catch {
        if (!controller.signal.aborted) setState('failed');
      }
    }, 180);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);

  return (
    <ComboBoxBody
      {...props}
      choices={choices}
      onText={setText}
      isLoading={state === 'loading'}
      emptyText={
        state === 'loading'
          ? 'Recherche…'
          : state === 'failed'
            ? 'La recherche a échoué. Modifiez le texte pour réessayer.'
            : props.emptyText
      }
    />
  );
}

function ComboBoxBody({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  onChange,
  onChoose,
  choices,
  filtered = false,
  onText,
  isLoading = false,
  selectedLabel = '',
  placeholder,
  emptyText = 'Aucun résultat.',
  ...props
}: Common & {
  choices: readonly Choice[];
  filtered?: boolean;
  onText?: (text: string) => void;
  isLoading?: boolean;
}) {
  const [text, setText] = useState(selectedLabel);
  const layer = useSuggestionLayer();
  const shown = filtered
    ? choices.filter((choice) => matches(choice, text) || text === selectedLabel)
    : choices;

  // A value set from outside (reset, prefill) brings its name with it.
  useEffect(() => setText(selectedLabel), [selectedLabel]);

  return (
    <FieldFrame id={id} className={className}>
      <AriaComboBox
        {...props}
        inputValue={text}
        onInputChange={(next) => {
          setText(next);
          onText?.(next);
        }}
        value={value ?? null}
        onChange={(key) => {
          const choice = choices.find((candidate) => candidate.id === key) ?? null;
          if (choice) setText(choice.label);
          onChange?.(choice?.id ?? null);
          onChoose?.(choice);
        }}
        onFocus={() => onText?.(text === selectedLabel ? '' : text)}
        allowsEmptyCollection
        menuTrigger="focus"
        items={shown}
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="group flex flex-col gap-1"
      >
        <FieldLabel isRequired={props.isRequired} hideLabel={hideLabel}>
          {label}
        </FieldLabel>
        <FieldHelp>{description}</FieldHelp>
        <div
          className={`${CONTROL} flex items-stretch focus-within:outline-3 focus-within:outline-focus focus-within:outline-offset-2 hover:border-ink group-data-invalid:border-2 group-data-invalid:border-danger`}
        >
          <Input
            placeholder={placeholder}
            className="min-h-10 min-w-0 flex-1 bg-transparent px-3 py-1.5 outline-none pointer-coarse:min-h-11"
          />
          <Button className="grid w-10 shrink-0 cursor-pointer place-items-center text-soft">
            {isLoading ? (
              <LoaderCircle aria-hidden className="size-4 animate-spin" />
            ) : (
              <ChevronDown aria-hidden className="size-4" />
            )}
          </Button>
        </div>
        <FieldErrorText>{errorMessage}</FieldErrorText>
        <KeepPageReadable layer={layer} />
        <Popover className={POPOVER} offset={4} UNSTABLE_portalContainer={layer}>
          <ListBox
            className="max-h-80 overflow-auto p-1 outline-none"
            renderEmptyState={() => <p className="px-2.5 py-2 text-soft text-sm">{emptyText}</p>}
          >
            {(choice: Choice) => <ChoiceItem choice={choice} />}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </FieldFrame>
  );
}

/** Text without case and accents: « sevres » finds « Sèvres ». */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

function matches(choice: Choice, text: string): boolean {
  const wanted = plain(text).trim();
  return plain(`${choice.label} ${choice.detail ?? ''}`).includes(wanted);
}
