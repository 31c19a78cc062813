import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { Button } from './button';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({
  href,
  children,
  variant = 'secondary',
  size = 'md',
  icon,
  reason,
  download,
  className = '',
  'aria-label': label,
}: {
  href: string;
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Why going there is impossible now; shown beside. */
  reason?: string | null;
  /** The address gives a file (PDF, CSV, ZIP): a plain link, without prefetch. */
  download?: boolean | string;
  className?: string;
  'aria-label'?: string;
}) {
  if (reason) {
    return (
      <Button variant={variant} size={size} icon={icon} reason={reason} className={className}>
        {children}
      </Button>
    );
  }
  const style = `${buttonStyle(variant, size)} ${className}`;
  if (download !== undefined && download !== false) {
    return (
      <a href={href} download={download} className={style} aria-label={label}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <NextLink href={href} className={style} aria-label={label}>
      {icon}
      {children}
    </NextLink>
  );
}
