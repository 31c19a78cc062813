'use client';

import { type ReactNode, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { Refusal } from '@/server/trpc/init';
import { refusalFrom } from './trpc';
import type { FieldErrors } from './ui/field-errors';
import { applyFieldErrors } from './ui/form';
import { Notice } from './ui/notice';

/**
 * Sends a form to the server. What it refuses lands on the fields it names; a refusal that names none is kept
 * for a `RefusalNotice`. `send` is the mutation and what follows it; `onRefusal` sees each refusal first;
 * `inForm` says under which names the form holds the fields that the server names.
 */
export function useSending<V extends FieldValues, T = V>(
  form: UseFormReturn<V, unknown, T>,
  send: (values: T) => Promise<void>,
  onRefusal?: (refusal: Refusal) => void,
  inForm: (fields: FieldErrors) => FieldErrors = (fields) => fields,
): { submit: (values: T) => Promise<void>; refusal: Refusal | null; clear: () => void } {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function submit(values: T) {
    setRefusal(null);
    try {
      await send(values);
    } catch (error) {
      const said = refusalFrom(error);
      onRefusal?.(said);
      if (applyFieldErrors(form, inForm(said.fields)) === 0) setRefusal(said);
    }
  }
  return { submit, refusal, clear: () => setRefusal(null) };
}

/**
 * Tries an act that is no form of react-hook-form. The sentence of each field that the server names is in `errors`;
 * the refusal is kept for a `RefusalNotice` unless one of the fields on screen (`shown`) says it.
 */
export function useAttempt(shown: readonly string[] = []): {
  /** Does the work; true when it was accepted. */
  attempt: (work: () => Promise<unknown>) => Promise<boolean>;
  errors: FieldErrors;
  refusal: Refusal | null;
  clear: () => void;
} {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function attempt(work: () => Promise<unknown>) {
    setRefusal(null);
    try {
      await work();
      return true;
    } catch (error) {
      setRefusal(refusalFrom(error));
      return false;
    }
  }
  const errors = refusal?.fields ?? {};
  return {
    attempt,
    errors,
    refusal: shown.some((field) => errors[field]) ? null : refusal,
    clear: () => setRefusal(null),
  };
}

/**
 * The refusal of a whole form, told to screen readers as it comes; nothing without one. `whenStale` is offered
 * when somebody else changed the thing meanwhile.
 */
export function RefusalNotice({
  refusal,
  whenStale,
  className,
}: {
  refusal: Refusal | null;
  whenStale?: ReactNode;
  className?: string;
}) {
  if (!refusal) return null;
  const actions = refusal.code === 'conflict' ? whenStale : undefined;
  return (
    <Notice
      tone="danger"
      live
      {...(actions === undefined ? {} : { actions })}
      {...(className === undefined ? {} : { className })}
    >
      {refusal.message}
    </Notice>
  );
}
