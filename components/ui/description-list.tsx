import type { ReactNode } from 'react';

export type Fact = { label: string; value: ReactNode };

/** Facts by name. An absent value is said (« non renseigné »), not left blank. */
export function DescriptionList({
  facts,
  columns = 1,
}: {
  facts: readonly Fact[];
  /** `2` or `3`: side by side on a wide screen. */
  columns?: 1 | 2 | 3;
}) {
  const grid = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' }[columns];
  return (
    <dl className={`grid gap-x-8 gap-y-3 ${grid}`}>
      {facts.map((fact) => (
        <div key={fact.label} className={columns === 1 ? 'sm:grid sm:grid-cols-[12rem_1fr] sm:gap-4' : ''}>
          <dt className="text-soft text-sm leading-6">{fact.label}</dt>
          <dd className="min-w-0 break-words">
            {fact.value === null || fact.value === undefined || fact.value === '' ? (
              <span className="text-soft">Non renseigné</span>
            ) : (
              fact.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
