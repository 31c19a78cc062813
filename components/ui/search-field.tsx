'use client';

import { Search, X } from 'lucide-react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components/SearchField';
import { FieldFrame, FieldLabel, type FieldProps, INPUT } from './field';

/** A search: Escape or the cross empties it. */
export function SearchField({
  id,
  className,
  label,
  hideLabel,
  value,
  placeholder,
  ...props
}: Omit<FieldProps<string>, 'description' | 'errorMessage'> & {
  placeholder?: string;
  onSubmit?: (value: string) => void;
  autoFocus?: boolean;
  defaultValue?: string;
}) {
  return (
    <FieldFrame id={id} className={className}>
      <AriaSearchField
        {...props}
        value={value === undefined ? undefined : (value ?? '')}
        className="group flex flex-col gap-1"
      >
        <FieldLabel hideLabel={hideLabel}>{label}</FieldLabel>
        <div className="relative">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft"
          />
          <Input
            className={`${INPUT} pr-9 pl-9 [&::-webkit-search-cancel-button]:hidden`}
            placeholder={placeholder}
          />
          <Button className="absolute top-1/2 right-1.5 grid size-7 -translate-y-1/2 cursor-pointer place-items-center rounded-sm text-soft hover:text-ink group-data-empty:invisible">
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      </AriaSearchField>
    </FieldFrame>
  );
}
