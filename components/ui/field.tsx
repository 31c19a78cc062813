'use client';

import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components/TextField';

/** What every field takes, so that one binding (see form.tsx) fits them all. */
export type FieldProps<V> = {
  /** Read above the field; with its unit when it has one: « Durée (mois) ». */
  label: ReactNode;
  /** Help, between the label and the field. */
  description?: ReactNode;
  /** Present: the field is marked invalid and says why. */
  errorMessage?: string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  /** Keeps the label for screen readers only (filters, cells). */
  hideLabel?: boolean;
  /** Anchor of the field, target of the error summary. */
  id?: string;
  name?: string;
  /** `null` is empty; `undefined` leaves the field to itself. */
  value?: V | null;
  onChange?(value: V): void;
  onBlur?(): void;
  className?: string;
};

export const CONTROL =
  'w-full rounded-md border border-edge bg-surface text-ink ' +
  'data-hovered:border-ink data-disabled:border-line data-disabled:bg-sunken data-disabled:text-soft ' +
  'data-invalid:border-danger data-invalid:border-2 [&:is(input,textarea):read-only]:bg-sunken';
export const INPUT = clsx(CONTROL, 'min-h-10 px-3 py-1.5 text-base pointer-coarse:min-h-11');

/** The anchor around a field. */
export function FieldFrame({
  id,
  className,
  children,
}: {
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div id={id} className={className} data-field="">
      {children}
    </div>
  );
}

export function FieldLabel({
  children,
  isRequired,
  hideLabel,
  elementType,
}: {
  children: ReactNode;
  isRequired?: boolean;
  hideLabel?: boolean;
  /** `span` for groups, whose name is not an HTML label. */
  elementType?: 'span';
}) {
  return (
    <Label elementType={elementType} className={hideLabel ? 'sr-only' : 'text-base font-semibold'}>
      {children}
      {isRequired && <span className="font-normal text-soft text-sm"> (obligatoire)</span>}
    </Label>
  );
}

export function FieldHelp({ children }: { children?: ReactNode }) {
  if (!children) return null;
  return (
    <Text slot="description" className="text-soft text-sm">
      {children}
    </Text>
  );
}

export function FieldErrorText({ children }: { children?: string | undefined }) {
  return (
    <FieldError className="flex items-start gap-1.5 text-danger text-sm">
      <CircleAlert aria-hidden className="mt-[0.2em] size-[1.1em] shrink-0" />
      <span>{children}</span>
    </FieldError>
  );
}
