'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { PAGE_PARAM, withParams } from './address';
import { ButtonLink } from './button-link';
import { counted, formatNumber } from './format';

/** « 51–100 sur 4 275 écoles », and links to the pages around. Nothing to turn: only the count. */
export function Pagination({
  page,
  pageSize,
  total,
  noun,
  label = 'Pages',
}: {
  page: number;
  pageSize: number;
  total: number;
  /** One and many: `['école', 'écoles']`. */
  noun: readonly [string, string];
  /** Tells apart the two of one list. */
  label?: string;
}) {
  const search = useSearchParams();
  const last = Math.max(1, Math.ceil(total / pageSize));
  const first = (page - 1) * pageSize + 1;
  const to = (next: number) => withParams(search, { [PAGE_PARAM]: next > 1 ? String(next) : null });
  if (last === 1 && page === 1) {
    return <p className="text-soft text-sm">{counted(total, ...noun)}</p>;
  }
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <p className="tabular text-soft">
        {first > total
          ? counted(total, ...noun)
          : `${formatNumber(first)}–${formatNumber(Math.min(page * pageSize, total))} sur ${counted(total, ...noun)}`}
      </p>
      <span className="flex gap-2">
        {page > 1 && (
          <ButtonLink
            size="sm"
            href={to(Math.min(page - 1, last))}
            icon={<ChevronLeft aria-hidden />}
            aria-label="Page précédente"
          >
            Précédente
          </ButtonLink>
        )}
        {page < last && (
          <ButtonLink size="sm" href={to(page + 1)} aria-label="Page suivante">
            Suivante
            <ChevronRight aria-hidden />
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}
