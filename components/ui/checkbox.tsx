'use client';

import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { FieldErrorText, FieldFrame, FieldHelp, type FieldProps } from './field';

/** The square itself, for any React Aria checkbox. */
export function CheckMark({
  isSelected,
  isIndeterminate,
}: {
  isSelected: boolean;
  isIndeterminate?: boolean;
}) {
  const on = isSelected || isIndeterminate;
  const Icon = isIndeterminate ? Minus : Check;
  return (
    <span
      aria-hidden
      className={`mt-[0.2em] grid size-[1.15rem] shrink-0 place-items-center rounded-sm border ${
        on ? 'border-accent bg-accent text-on-accent' : 'border-edge bg-surface group-hover:border-ink'
      }`}
    >
      {on && <Icon className="size-4" strokeWidth={3} />}
    </span>
  );
}

export const CHOICE_LABEL =
  'group inline-flex min-h-8 cursor-pointer items-start gap-2.5 rounded-sm py-1 data-disabled:cursor-not-allowed data-disabled:text-soft pointer-coarse:min-h-11 pointer-coarse:py-2.5';

/** Yes or no, inside a form. `label` is read beside the box. */
export function Checkbox({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  onChange,
  isIndeterminate,
  ...props
}: FieldProps<boolean> & { isIndeterminate?: boolean; defaultSelected?: boolean }) {
  return (
    <FieldFrame id={id} className={className}>
      <CheckboxField
        {...props}
        isSelected={value === undefined ? undefined : Boolean(value)}
        onChange={onChange}
        isIndeterminate={isIndeterminate}
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="flex flex-col"
      >
        <CheckboxButton className={CHOICE_LABEL}>
          {(state) => (
            <>
              <CheckMark isSelected={state.isSelected} isIndeterminate={state.isIndeterminate} />
              <span className={hideLabel ? 'sr-only' : undefined}>
                {label}
                {props.isRequired && <span className="text-soft text-sm"> (obligatoire)</span>}
              </span>
            </>
          )}
        </CheckboxButton>
        <div className="pl-[1.8rem]">
          <FieldHelp>{description}</FieldHelp>
          <FieldErrorText>{errorMessage}</FieldErrorText>
        </div>
      </CheckboxField>
    </FieldFrame>
  );
}

/** A checkbox whose label is a name for screen readers only: rows of tables. */
export function RowCheckbox({
  label,
  isSelected,
  isIndeterminate,
  onChange,
}: {
  label: string;
  isSelected: boolean;
  isIndeterminate?: boolean;
  onChange: (selected: boolean) => void;
}): ReactNode {
  return (
    <CheckboxField
      aria-label={label}
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
    >
      <CheckboxButton className="group -m-1.5 inline-flex cursor-pointer rounded-sm p-1.5 pointer-coarse:-m-3 pointer-coarse:p-3">
        <CheckMark isSelected={isSelected} isIndeterminate={isIndeterminate} />
      </CheckboxButton>
    </CheckboxField>
  );
}
