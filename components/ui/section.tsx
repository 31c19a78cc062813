import { type ReactNode, useId } from 'react';

/** A part of a page under its heading, with a link or an act at the end of the line. */
export function Section({
  title,
  count,
  lead,
  action,
  level = 2,
  id,
  children,
}: {
  title: string;
  count?: number;
  lead?: ReactNode;
  action?: ReactNode;
  level?: 2 | 3;
  /** Anchor. */
  id?: string;
  children: ReactNode;
}) {
  const headingId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} aria-labelledby={headingId} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Heading id={headingId} className={level === 2 ? 'text-xl' : 'text-lg'}>
          {title}
          {count !== undefined && <span className="tabular ml-2 font-normal text-soft">{count}</span>}
        </Heading>
        {action}
      </div>
      {lead && <p className="-mt-2 text-soft text-sm">{lead}</p>}
      {children}
    </section>
  );
}
