'use client';

import NextLink from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

export type TabLink = {
  /** An address: `/conventions/12/ecoles`, or `?onglet=ecoles` for a part of this page. */
  href: string;
  label: string;
  count?: number;
  icon?: ReactNode;
};

/** True when the address now is that of the tab (the longest match wins among paths). */
function currentTab(
  tabs: readonly TabLink[],
  pathname: string,
  search: URLSearchParams,
): TabLink | undefined {
  const parsed = tabs.map((tab) => ({ tab, url: new URL(tab.href, `http://x${pathname}`) }));
  const matching = parsed.filter(({ url }) => {
    const inPath = pathname === url.pathname || pathname.startsWith(`${url.pathname}/`);
    return inPath && [...url.searchParams].every(([key, value]) => search.get(key) === value);
  });
  matching.sort(
    (a, b) =>
      b.url.pathname.length - a.url.pathname.length ||
      [...b.url.searchParams].length - [...a.url.searchParams].length,
  );
  return matching[0]?.tab;
}

/** Tabs that are links: which one is open is in the address, and each can be opened beside. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  /** Names the set: « Parties de la convention ». */
  label: string;
  tabs: readonly TabLink[];
  /** `href` of the open tab, when the address does not say it. */
  current?: string;
}) {
  const pathname = usePathname();
  const search = useSearchParams();
  const open = current ?? currentTab(tabs, pathname, search)?.href ?? tabs[0]?.href;
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the open tab may stand past the edge.
    const bar = nav.current;
    const tab = bar?.querySelector('[aria-current="page"]');
    if (!open || !bar || !tab) return;
    const { left, right } = tab.getBoundingClientRect();
    const edge = bar.getBoundingClientRect();
    if (left < edge.left) bar.scrollLeft += left - edge.left;
    else if (right > edge.right) bar.scrollLeft += right - edge.right;
  }, [open]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="relative -mx-4 overflow-x-auto border-line border-b px-4 print:hidden sm:mx-0 sm:px-0"
    >
      <ul className="flex min-w-max gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <NextLink
              href={tab.href}
              scroll={false}
              aria-current={tab.href === open ? 'page' : undefined}
              className="inline-flex min-h-10 items-center gap-2 border-transparent border-b-3 px-3 pt-1 text-soft -outline-offset-3! hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink pointer-coarse:min-h-11 [&_svg]:size-4"
            >
              {tab.icon}
              {tab.label}
              {tab.count !== undefined && (
                <span className="tabular rounded-sm bg-sunken px-1.5 text-soft text-xs leading-5">
                  {tab.count}
                </span>
              )}
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
