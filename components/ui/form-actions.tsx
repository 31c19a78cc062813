'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button';
import { useIsSending } from './form';

/** The foot of a form: the sending button first, then what else may be done. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-3 border-line border-t pt-5">{children}</div>;
}

/** Sends the form around it; shows that it is being sent. */
export function SubmitButton({ children, ...props }: Omit<ButtonProps, 'type'>) {
  const sending = useIsSending();
  return (
    <Button
      variant="primary"
      pendingLabel="Envoi…"
      {...props}
      type="submit"
      isPending={sending || props.isPending}
    >
      {children}
    </Button>
  );
}

/** Fields that belong together, under a heading read as their name. */
export function FieldSet({
  legend,
  description,
  children,
}: {
  legend: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1 font-semibold text-lg">{legend}</legend>
      {description && <p className="-mt-2 text-soft text-sm">{description}</p>}
      {children}
    </fieldset>
  );
}
