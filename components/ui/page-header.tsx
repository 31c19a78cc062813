import type { ReactNode } from 'react';
import { Breadcrumb, type Crumb } from './breadcrumb';

/** The head of a page: where it is, its one `h1`, its state, its one main act and the menu of the others. */
export function PageHeader({
  crumbs = [],
  title,
  state,
  lead,
  action,
  menu,
  children,
}: {
  crumbs?: readonly Crumb[];
  title: ReactNode;
  /** A StateBadge, beside the title. */
  state?: ReactNode;
  /** One sentence under the title: what it is, where it stands. */
  lead?: ReactNode;
  /** The one primary act (Button or ButtonLink). */
  action?: ReactNode;
  /** A Menu with the other acts. */
  menu?: ReactNode;
  /** Facts, step line, tabs: under the title. */
  children?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-col gap-3">
      <Breadcrumb crumbs={crumbs} />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-[min(100%,22rem)] max-w-4xl flex-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl">{title}</h1>
            {state}
          </div>
          {lead && <p className="mt-1 text-soft">{lead}</p>}
        </div>
        {(action || menu) && (
          <div className="flex max-w-full flex-wrap items-start gap-2 print:hidden">
            {action}
            {menu}
          </div>
        )}
      </div>
      {children}
    </header>
  );
}
