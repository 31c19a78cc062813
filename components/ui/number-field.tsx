'use client';

import { Minus, Plus } from 'lucide-react';
import { NumberField as AriaNumberField, Button, Group, Input } from 'react-aria-components/NumberField';
import { CONTROL, FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps } from './field';

const STEP =
  'grid w-10 shrink-0 place-items-center border-line text-soft hover:bg-sunken hover:text-ink disabled:opacity-40 cursor-pointer';

/** A number typed in French (« 12,5 »). Empty gives `null`. The unit goes in the label. */
export function NumberField({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  onChange,
  formatOptions,
  ...props
}: FieldProps<number | null> & {
  minValue?: number;
  maxValue?: number;
  step?: number;
  formatOptions?: Intl.NumberFormatOptions;
}) {
  return (
    <FieldFrame id={id} className={className}>
      <AriaNumberField
        {...props}
        value={value === undefined ? undefined : (value ?? Number.NaN)}
        onChange={(next) => onChange?.(Number.isNaN(next) ? null : next)}
        formatOptions={formatOptions}
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="flex flex-col gap-1"
      >
        <FieldLabel isRequired={props.isRequired} hideLabel={hideLabel}>
          {label}
        </FieldLabel>
        <FieldHelp>{description}</FieldHelp>
        <Group
          className={`${CONTROL} flex max-w-56 items-stretch overflow-hidden focus-within:outline-3 focus-within:outline-focus focus-within:outline-offset-2`}
        >
          <Input className="tabular min-h-10 min-w-0 flex-1 bg-transparent px-3 py-1.5 outline-none pointer-coarse:min-h-11" />
          <Button slot="decrement" className={`${STEP} border-l`}>
            <Minus aria-hidden className="size-4" />
          </Button>
          <Button slot="increment" className={`${STEP} border-l`}>
            <Plus aria-hidden className="size-4" />
          </Button>
        </Group>
        <FieldErrorText>{errorMessage}</FieldErrorText>
      </AriaNumberField>
    </FieldFrame>
  );
}
