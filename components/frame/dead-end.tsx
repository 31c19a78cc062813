import type { ReactNode } from 'react';

/** A page that cannot be shown: says what happened in plain words and where to go on. */
export function DeadEnd({
  code,
  title,
  children,
  actions,
}: {
  /** « Erreur 404 », above the title. */
  code: string;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}) {
  return (
    <section className="flex max-w-text flex-col gap-4 py-8">
      <p className="text-soft text-sm">{code}</p>
      <h1 className="-mt-3 text-2xl">{title}</h1>
      <div className="space-y-3">{children}</div>
      <div className="mt-2 flex flex-wrap gap-3">{actions}</div>
    </section>
  );
}
