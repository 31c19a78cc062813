'use client';

import { ChevronDown, LoaderCircle, SlidersHorizontal } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useId, useRef, useState, useTransition } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { PAGE_PARAM, withParams } from './address';
import { Button } from './button';
import { CheckboxGroup } from './checkbox-group';
import { DateField } from './date-field';
import { INPUT } from './field';
import { counted } from './format';
import { PopoverPanel } from './popover-panel';
import { SearchField } from './search-field';
import { type Choice, Select } from './select';

export type Filter =
  | { kind: 'search'; name: string; label: string; placeholder?: string }
  /** One value or all. */
  | { kind: 'one'; name: string; label: string; choices: readonly Choice[]; allLabel?: string }
  /** Several values: `?departement=78&departement=92`. */
  | { kind: 'many'; name: string; label: string; choices: readonly Choice[] }
  /** A day: `?terme=2027-08-31`. */
  | { kind: 'date'; name: string; label: string };

const ALL = '*';

/** Filters of a list, kept in its address; any change goes back to the first page. */
export function FilterBar({
  filters,
  count,
  noun,
}: {
  filters: readonly Filter[];
  /** How many rows are left: shown nowhere, but announced. */
  count?: number;
  noun?: readonly [string, string];
}) {
  const router = useRouter();
  const search = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const active = filters.some((filter) => search.has(filter.name));
  // On a phone the search stays and the other filters fold, unless they are all there is.
  const [isOpen, setOpen] = useState(false);
  const searches = filters.filter((filter) => filter.kind === 'search');
  const others = filters.filter((filter) => filter.kind !== 'search');
  const folds = others.length > 0 && searches.length > 0;
  const folded = folds && !isOpen ? 'max-sm:hidden' : '';
  const used = others.filter((filter) => search.has(filter.name)).length;

  // Two changes in a row build on each other, even before the address has followed the first.
  const wanted = useRef('');
  useEffect(() => {
    wanted.current = search.toString();
  }, [search]);
  const [cleared, setCleared] = useState(0);

  function apply(changes: Record<string, string | readonly string[] | null>) {
    const href = withParams(wanted.current, { ...changes, [PAGE_PARAM]: null });
    wanted.current = href.slice(1);
    startTransition(() => router.replace(href, { scroll: false }));
  }

  return (
    <search aria-label="Filtres" className="flex flex-wrap items-end gap-x-3 gap-y-2 print:hidden">
      {searches.map((filter) => (
        <SearchFilter
          // A new field each time: what was being typed must not come back after « Effacer ».
          key={`${filter.name} ${cleared}`}
          filter={filter}
          value={search.get(filter.name) ?? ''}
          onChange={(value) => apply({ [filter.name]: value })}
        />
      ))}
      {folds && (
        <Button
          className="sm:hidden"
          icon={<SlidersHorizontal aria-hidden />}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {used > 0 ? `Filtres (${used})` : 'Filtres'}
        </Button>
      )}
      {others.map((filter) => {
        if (filter.kind === 'one') {
          return (
            <Select
              key={filter.name}
              label={filter.label}
              className={`min-w-44 max-sm:w-full sm:max-w-72 ${folded}`}
              choices={[{ id: ALL, label: filter.allLabel ?? 'Tous' }, ...filter.choices]}
              value={search.get(filter.name) ?? ALL}
              onChange={(value) => apply({ [filter.name]: value === ALL ? null : value })}
            />
          );
        }
        if (filter.kind === 'date') {
          return (
            <DateField
              // A new field each time: a day half typed must not outlive « Effacer ».
              key={`${filter.name} ${cleared}`}
              label={filter.label}
              className={`max-sm:w-full ${folded}`}
              value={search.get(filter.name)}
              onChange={(day) => apply({ [filter.name]: day })}
            />
          );
        }
        return (
          <ManyFilter
            key={filter.name}
            className={folded}
            filter={filter}
            value={search.getAll(filter.name)}
            onChange={(value) => apply({ [filter.name]: value })}
          />
        );
      })}
      {active && (
        <Button
          variant="quiet"
          onPress={() => {
            setCleared(cleared + 1);
            apply(Object.fromEntries(filters.map((filter) => [filter.name, null])));
          }}
        >
          Effacer les filtres
        </Button>
      )}
      <p role="status" className="flex items-center text-soft text-sm empty:absolute sm:min-h-10">
        {isPending ? (
          <>
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
            <span className="sr-only">Recherche…</span>
          </>
        ) : (
          active && count !== undefined && noun && <span className="sr-only">{counted(count, ...noun)}</span>
        )}
      </p>
    </search>
  );
}

function SearchFilter({
  filter,
  value,
  onChange,
}: {
  filter: Extract<Filter, { kind: 'search' }>;
  value: string;
  onChange: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };

  // The address follows typing after a breath; it leads when it changes on its own (« Effacer »).
  useEffect(() => {
    if (text.trim() === latest.current.value) return;
    const timer = setTimeout(() => latest.current.onChange(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text]);
  const [previous, setPrevious] = useState(value);
  if (previous !== value) {
    setPrevious(value);
    if (text.trim() !== value && value === '') setText('');
  }

  return (
    <SearchField
      label={filter.label}
      placeholder={filter.placeholder}
      className="w-72 max-w-full max-sm:w-full"
      value={text}
      onChange={setText}
      onSubmit={(submitted) => onChange(submitted.trim())}
    />
  );
}

function ManyFilter({
  className,
  filter,
  value,
  onChange,
}: {
  className: string;
  filter: Extract<Filter, { kind: 'many' }>;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const chosen = filter.choices.filter((choice) => value.includes(choice.id)).map((choice) => choice.label);
  const labelId = useId();
  const valueId = useId();
  return (
    <DialogTrigger>
      <div className={`flex flex-col gap-1 max-sm:w-full ${className}`}>
        <span id={labelId} className="font-semibold text-base">
          {filter.label}
        </span>
        <AriaButton
          aria-labelledby={`${labelId} ${valueId}`}
          className={`${INPUT} flex cursor-pointer items-center justify-between gap-2 text-left hover:border-ink sm:min-w-44 sm:max-w-72`}
        >
          <span id={valueId} className="truncate">
            {chosen.length === 0 ? 'Tous' : chosen.join(', ')}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-soft" />
        </AriaButton>
      </div>
      <PopoverPanel label={filter.label} className="max-h-96 overflow-auto p-4">
        <CheckboxGroup
          label={filter.label}
          hideLabel
          choices={filter.choices}
          value={value}
          onChange={onChange}
        />
      </PopoverPanel>
    </DialogTrigger>
  );
}
