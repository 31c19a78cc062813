import clsx from 'clsx';
import { ExternalLink } from 'lucide-react';
import NextLink from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

export const LINK_STYLE =
  'text-accent underline decoration-1 underline-offset-[0.2em] hover:text-accent-strong hover:decoration-2';

/** A link in running text. One that leaves the product opens beside and says so. */
export function Link({
  href,
  children,
  className,
  quiet = false,
  ...props
}: Omit<ComponentProps<typeof NextLink>, 'href'> & {
  href: string;
  children: ReactNode;
  /** In tables and lists where everything is a link: underlined on hover and focus only. */
  quiet?: boolean;
}) {
  const style = clsx(
    quiet
      ? 'text-ink underline-offset-[0.2em] hover:text-accent hover:underline focus-visible:underline'
      : LINK_STYLE,
    className,
  );
  if (/^https?:/.test(href)) {
    return (
      <a {...props} href={href} target="_blank" rel="noreferrer" className={style}>
        {children}
        <ExternalLink aria-hidden className="ml-1 inline size-[0.9em] align-baseline" />
        <span className="sr-only"> (nouvelle fenêtre)</span>
      </a>
    );
  }
  return (
    <NextLink {...props} href={href} className={style}>
      {children}
    </NextLink>
  );
}
