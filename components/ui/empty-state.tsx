import type { ReactNode } from 'react';

/** Nothing here yet (or nothing found): says why, and what to do first, in up to three steps. */
export function EmptyState({
  title,
  children,
  steps,
  actions,
  level = 2,
}: {
  title: string;
  children?: ReactNode;
  /** What to do, in order. */
  steps?: readonly ReactNode[];
  actions?: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="rounded-md border border-edge border-dashed px-5 py-8 sm:px-8">
      <div className="flex max-w-text flex-col gap-3">
        <Heading className="font-semibold text-lg">{title}</Heading>
        {children && <div className="text-soft">{children}</div>}
        {steps && (
          <ol className="flex flex-col gap-2.5">
            {steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a sentence never move
              <li key={index} className="flex gap-3">
                <span
                  aria-hidden
                  className="tabular grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent text-sm"
                >
                  {index + 1}
                </span>
                <span>{step}</span>
              </li>
            ))}
          </ol>
        )}
        {actions && <div className="mt-2 flex flex-wrap gap-3">{actions}</div>}
      </div>
    </section>
  );
}
