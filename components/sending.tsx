'use client';

import { type ReactNode, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { Refusal } from '@/server/trpc/init';
import { refusalFrom } from './trpc';
import { applyFieldErrors } from './ui/form';
import { Notice } from './ui/notice';

/**
 * Sends a form to the server. What it refuses lands on the fields it names; a refusal that names none is kept
 * for a `RefusalNotice`. `send` is the mutation and what follows it; `onRefusal` sees each refusal first.
 */
export function useSending<V extends FieldValues, T = V>(
  form: UseFormReturn<V, unknown, T>,
  send: (values: T) => Promise<void>,
  onRefusal?: (refusal: Refusal) => void,
): { submit: (values: T) => Promise<void>; refusal: Refusal | null; clear: () => void } {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function submit(values: T) {
    setRefusal(null);
    try {
      await send(values);
    } catch (error) {
      const said = refusalFrom(error);
      onRefusal?.(said);
      if (applyFieldErrors(form, said.fields) === 0) setRefusal(said);
    }
  }
  return { submit, refusal, clear: () => setRefusal(null) };
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
