import NextLink from 'next/link';
import type { ReactNode } from 'react';

/** A number with what it counts, its source and its date. It leads to what it counts. */
export function Figure({
  value,
  label,
  href,
  source,
  detail,
}: {
  /** Already formatted. */
  value: string;
  label: string;
  href?: string;
  /** « Éduscol, 2022 » or « calculé le 22/11/2026 ». */
  source?: string;
  detail?: ReactNode;
}) {
  const content = (
    <>
      <span className="tabular block font-semibold text-2xl leading-8">{value}</span>
      <span
        className={`block leading-5 ${href ? 'text-accent underline decoration-1 underline-offset-[0.2em] group-hover:decoration-2' : ''}`}
      >
        {label}
      </span>
    </>
  );
  return (
    <div className="min-w-28 border-accent border-l-2 pl-3">
      {href ? (
        <NextLink href={href} className="group block rounded-sm">
          {content}
        </NextLink>
      ) : (
        content
      )}
      {detail && <p className="text-sm">{detail}</p>}
      {source && <p className="text-soft text-xs">{source}</p>}
    </div>
  );
}
