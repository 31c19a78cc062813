import NextLink from 'next/link';

/** Name (and logo) of the product, and who operates it. */
export function BrandMark({
  href,
  productName,
  operatorName,
  logoPath,
}: {
  href: string;
  productName: string;
  operatorName: string;
  logoPath: string | null;
}) {
  return (
    <NextLink href={href} className="flex min-w-0 items-center gap-2.5 rounded-sm">
      {logoPath ? (
        // biome-ignore lint/performance/noImgElement: an operator's own file, of unknown size
        <img src={logoPath} alt="" className="h-8 w-auto" />
      ) : (
        <Monogram />
      )}
      <span className="min-w-0 leading-tight">
        <span className="block font-bold">{productName}</span>
        {operatorName !== productName && (
          <span className="block truncate text-soft text-xs max-sm:hidden">{operatorName}</span>
        )}
      </span>
    </NextLink>
  );
}

/** Two leaves joined at the fold: an agreement between two parties. */
function Monogram() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8 shrink-0">
      <path d="M15 7.5 5 4.5v19l10 4z" className="fill-accent" />
      <path d="m17 7.5 10-3v19l-10 4z" className="fill-accent opacity-55" />
      <path
        d="m19.5 16 2 2 3.5-4.5"
        className="fill-none stroke-on-accent"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
