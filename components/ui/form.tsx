'use client';

import { createContext, type ReactNode, useContext, useEffect, useId, useRef } from 'react';
import {
  type Control,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
  FormProvider,
  get,
  type SubmitHandler,
  type UseFormReturn,
  useController,
  useFormContext,
  useFormState,
} from 'react-hook-form';
import { ErrorSummary, type SummaryError } from './error-summary';
import type { FieldErrors } from './field-errors';

const FormId = createContext('formulaire');

/** Anchor of a field: `responsables.0.nom` in form `f` gives `f-responsables-0-nom`. */
function fieldId(form: string, name: string): string {
  return `${form}-${name.replace(/[^\w]+/g, '-')}`;
}

/**
 * A form of react-hook-form: summary of its errors on top (focused when a sending fails), fields
 * below. The browser's own messages are off: errors come from the schema and from the server.
 */
export function Form<V extends FieldValues, T = V>({
  form,
  onSubmit,
  children,
  className = 'flex max-w-text flex-col gap-5',
  labels = {},
}: {
  form: UseFormReturn<V, unknown, T>;
  onSubmit: SubmitHandler<T & FieldValues>;
  children: ReactNode;
  className?: string;
  /** Names of fields as the summary shows them, when the message alone does not say which. */
  labels?: Partial<Record<string, string>>;
}) {
  const id = useId();
  return (
    <FormProvider {...(form as unknown as UseFormReturn<V>)}>
      <FormId.Provider value={id}>
        <form
          noValidate
          className={className}
          onSubmit={form.handleSubmit(onSubmit as unknown as SubmitHandler<T>)}
        >
          <FormErrors labels={labels} />
          {children}
        </form>
      </FormId.Provider>
    </FormProvider>
  );
}

/** The errors of the surrounding form, with a link to each field. */
function FormErrors({ labels }: { labels: Partial<Record<string, string>> }) {
  const { errors, submitCount } = useFormState();
  const form = useContext(FormId);
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef(0);
  const list = flatten(errors)
    .map(({ path, message }) => {
      const label = labels[path];
      return {
        field: document.getElementById(fieldId(form, path)),
        message: label ? `${label}\u00a0: ${message}` : message,
      };
    })
    .sort((a, b) => inPageOrder(a.field, b.field))
    .map(({ field, message }): SummaryError => ({ fieldId: field?.id, message }));
  const count = list.length;

  // Once per sending: typing in a field must not take the focus away.
  useEffect(() => {
    if (count === 0 || submitCount === seen.current) return;
    seen.current = submitCount;
    box.current?.focus();
  }, [count, submitCount]);

  if (count === 0 || submitCount === 0) return null;
  return <ErrorSummary ref={box} errors={list} />;
}

/** As the reader meets them; what no field shows comes last. */
function inPageOrder(a: HTMLElement | null, b: HTMLElement | null): number {
  if (!a || !b) return Number(a === null) - Number(b === null);
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** Every message in a tree of react-hook-form errors, with its path. */
function flatten(errors: object, prefix = ''): { path: string; message: string }[] {
  return Object.entries(errors).flatMap(([key, error]) => {
    if (!error || typeof error !== 'object') return [];
    const path = prefix ? `${prefix}.${key}` : key;
    if ('message' in error && typeof error.message === 'string' && error.message) {
      return [{ path, message: error.message }];
    }
    if ('type' in error && typeof error.type === 'string') return [];
    return flatten(error, path);
  });
}

/** What `FormField` hands to a field of the kit: spread it. */
export type FieldBinding<V> = {
  id: string;
  name: string;
  value: V;
  onChange: (value: V) => void;
  onBlur: () => void;
  errorMessage: string | undefined;
};

/**
 * Binds any field of the kit to a form:
 * `<FormField control={form.control} name="title">{(f) => <TextField label="Intitulé" {...f} />}</FormField>`.
 */
export function FormField<V extends FieldValues, N extends FieldPath<V>, T = V>({
  control,
  name,
  children,
}: {
  control: Control<V, unknown, T>;
  name: N;
  children: (field: FieldBinding<FieldPathValue<V, N>>) => ReactNode;
}) {
  const form = useContext(FormId);
  const id = fieldId(form, name);
  const { field, fieldState } = useController({ control, name });
  return children({
    id,
    name,
    value: (field.value ?? null) as FieldPathValue<V, N>,
    onChange: field.onChange,
    onBlur: field.onBlur,
    errorMessage: fieldState.error?.message ?? fieldState.error?.root?.message,
  });
}

/**
 * Puts the server's refusals back on their fields. `errors` maps a path of the schema
 * (`schools.0.uai`; `''` for the whole form) to a French sentence. Returns how many there were.
 * A path that no field shows still appears in the summary: nothing is lost.
 */
export function applyFieldErrors<V extends FieldValues, T = V>(
  form: UseFormReturn<V, unknown, T>,
  errors: FieldErrors,
): number {
  const list = Object.entries(errors);
  for (const [path, message] of list) {
    const name = path === '' ? 'root.server' : (path as FieldPath<V>);
    form.setError(name, { type: 'server', message });
  }
  return list.length;
}

/** True while the form around is being sent. */
export function useIsSending(): boolean {
  return useFormState().isSubmitting;
}

/** The current value of a field of the surrounding form, for fields that depend on it. */
export function useFieldValue(name: string): unknown {
  const { watch } = useFormContext();
  return get({ value: watch(name) }, 'value');
}
