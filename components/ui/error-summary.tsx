'use client';

import { OctagonAlert } from 'lucide-react';
import type { MouseEvent, Ref } from 'react';
import { plural } from './format';

export type SummaryError = {
  /** Anchor of the field; without it the message stands without link. */
  fieldId?: string;
  message: string;
};

const FOCUSABLE =
  'input:not([type=hidden]):not([disabled]), textarea, select, button:not([disabled]), [role=spinbutton], [tabindex="0"]';

/** Brings a field of the kit into view and focuses its control. */
export function focusField(id: string): boolean {
  const frame = document.getElementById(id);
  if (!frame) return false;
  const control = [...frame.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (element) => element.getClientRects().length > 0 && element.closest('[aria-hidden=true]') === null,
  );
  frame.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
  return control !== undefined;
}

/** All that must be mended before a form can go, each with a link to its field. */
export function ErrorSummary({
  errors,
  ref,
}: {
  errors: readonly SummaryError[];
  ref?: Ref<HTMLDivElement>;
}) {
  if (errors.length === 0) return null;
  function go(event: MouseEvent, id: string) {
    if (focusField(id)) event.preventDefault();
  }
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="alert"
      className="rounded-md border border-danger border-l-4 bg-danger-soft px-4 py-3"
    >
      <p className="flex items-center gap-2 font-semibold text-danger">
        <OctagonAlert aria-hidden className="size-5 shrink-0" />
        {errors.length} {plural(errors.length, 'point à corriger', 'points à corriger')}
      </p>
      <ul className="mt-1.5 list-disc space-y-0.5 pl-7">
        {errors.map((error) => (
          <li key={`${error.fieldId}-${error.message}`}>
            {error.fieldId ? (
              <a
                href={`#${error.fieldId}`}
                onClick={(event) => go(event, error.fieldId ?? '')}
                className="underline underline-offset-[0.2em] hover:decoration-2"
              >
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
