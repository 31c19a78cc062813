import { ChevronRight } from 'lucide-react';
import { Link } from './link';

export type Crumb = { label: string; href: string };

/** The way to this page; the page itself is the `h1` and is not repeated. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label="Fil d’Ariane" className="text-sm print:hidden">
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        {crumbs.map((crumb, rank) => (
          <li key={crumb.href} className="flex items-center gap-1.5">
            {rank > 0 && <ChevronRight aria-hidden className="size-3.5 text-soft" />}
            <Link href={crumb.href} quiet className="text-soft">
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
