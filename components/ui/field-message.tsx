import { CircleAlert } from 'lucide-react';

/** The error of a field that is not one of React Aria's; announced when it appears. */
export function FieldMessage({ id, children }: { id?: string; children?: string | undefined }) {
  return (
    <div id={id} aria-live="polite">
      {children && (
        <p className="flex items-start gap-1.5 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-[0.2em] size-[1.1em] shrink-0" />
          {children}
        </p>
      )}
    </div>
  );
}
