'use client';

import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { NavIconView } from './nav-icon';
import type { NavItem } from './session';

/** True on the room's page and on every page below it. */
export function isHere(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

/** The rooms, at the left of a wide screen. */
export function SideNav({ items }: { items: readonly NavItem[] }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Navigation principale"
      className="sticky top-(--frame-top) hidden h-[calc(100dvh-var(--frame-top))] w-56 shrink-0 overflow-y-auto border-line border-r py-4 lg:block print:hidden"
    >
      <ul className="flex flex-col gap-0.5 px-2">
        {items.map((item) => (
          <li key={item.href}>
            <NextLink
              href={item.href}
              aria-current={isHere(pathname, item.href) ? 'page' : undefined}
              className="flex min-h-9 items-center gap-3 rounded-md px-3 py-1.5 text-sm -outline-offset-2! hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent"
            >
              <NavIconView icon={item.icon} className="size-4.5 shrink-0" />
              {item.label}
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
