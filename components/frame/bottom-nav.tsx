'use client';

import { Menu as MenuIcon } from 'lucide-react';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog } from '@/components/ui/dialog';
import { NavIconView } from './nav-icon';
import type { NavItem } from './session';
import { isHere } from './side-nav';

const SHORT: Partial<Record<NavItem['icon'], string>> = {
  dashboard: 'Accueil',
  aaf: 'AAF',
  raci: 'Rôles',
  experience: 'Retours',
  administration: 'Admin.',
};

const ITEM =
  'flex h-full w-full flex-col items-center justify-center gap-0.5 text-soft text-xs -outline-offset-3! aria-[current=page]:font-semibold aria-[current=page]:text-accent';

/** The rooms, at the foot of a phone: the first four, and the rest behind « Plus ». */
export function BottomNav({ items }: { items: readonly NavItem[] }) {
  const pathname = usePathname();
  const [isOpen, setOpen] = useState(false);
  const first = items.length <= 5 ? items : items.slice(0, 4);
  const rest = items.slice(first.length);
  const restHere = rest.some((item) => isHere(pathname, item.href));

  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the page changes
  useEffect(() => setOpen(false), [pathname]);

  return (
    <nav
      aria-label="Navigation principale"
      className="fixed inset-x-0 bottom-0 z-30 h-16 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      <ul className="flex h-full">
        {first.map((item) => (
          <li key={item.href} className="min-w-0 flex-1">
            <NextLink
              href={item.href}
              aria-current={isHere(pathname, item.href) ? 'page' : undefined}
              className={ITEM}
            >
              <NavIconView icon={item.icon} className="size-5.5" />
              {SHORT[item.icon] ?? item.label}
            </NextLink>
          </li>
        ))}
        {rest.length > 0 && (
          <li className="min-w-0 flex-1">
            <Dialog
              title="Aller à"
              size="sm"
              isOpen={isOpen}
              onOpenChange={setOpen}
              trigger={
                <Button className={`${ITEM} cursor-pointer ${restHere ? 'font-semibold text-accent' : ''}`}>
                  <MenuIcon aria-hidden className="size-5.5" />
                  Plus
                </Button>
              }
            >
              <ul className="flex flex-col">
                {rest.map((item) => (
                  <li key={item.href}>
                    <NextLink
                      href={item.href}
                      aria-current={isHere(pathname, item.href) ? 'page' : undefined}
                      className="flex min-h-12 items-center gap-3 rounded-md px-2 hover:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-accent"
                    >
                      <NavIconView icon={item.icon} className="size-5" />
                      {item.label}
                    </NextLink>
                  </li>
                ))}
              </ul>
            </Dialog>
          </li>
        )}
      </ul>
    </nav>
  );
}
