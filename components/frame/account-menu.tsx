'use client';

import { CircleUserRound, LogOut } from 'lucide-react';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { buttonStyle } from '@/components/ui/button-style';
import { LINK_STYLE } from '@/components/ui/link';
import { PopoverPanel } from '@/components/ui/popover-panel';
import { HatMenu } from './hat-menu';
import { FRAME_ADDRESSES, type FrameSession } from './session';
import { ThemeSwitch } from './theme-switch';

/** Who is signed in: own page, appearance, leaving; on a phone, the hat as well. */
export function AccountMenu({ session }: { session: FrameSession }) {
  const [isOpen, setOpen] = useState(false);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the page changes
  useEffect(() => setOpen(false), [pathname]);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        aria-label={`Compte de ${session.userName}`}
        className="grid size-10 cursor-pointer place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink"
      >
        <CircleUserRound aria-hidden className="size-5.5" />
      </Button>
      <PopoverPanel label="Compte" placement="bottom end" className="flex w-72 flex-col gap-4 p-4">
        <div>
          <p className="font-semibold">{session.userName}</p>
          {session.email && <p className="break-all text-soft text-sm">{session.email}</p>}
        </div>
        <div className="-mx-2 lg:hidden">
          <HatMenu hat={session.hat} hats={session.hats} />
        </div>
        <ThemeSwitch />
        <ul className="flex flex-col gap-1.5 text-sm">
          <li>
            <NextLink href={FRAME_ADDRESSES.account} className={LINK_STYLE}>
              Mon compte et mes jetons
            </NextLink>
          </li>
          <li>
            <NextLink href={FRAME_ADDRESSES.work} className={LINK_STYLE}>
              Mes travaux en arrière-plan
            </NextLink>
          </li>
          <li>
            <NextLink href="/accessibilite" className={LINK_STYLE}>
              Accessibilité&nbsp;: non audité
            </NextLink>
          </li>
          <li>
            <NextLink href="/mentions-legales" className={LINK_STYLE}>
              Mentions légales et données personnelles
            </NextLink>
          </li>
        </ul>
        <form method="post" action={FRAME_ADDRESSES.signOut}>
          <button type="submit" className={`${buttonStyle('secondary', 'sm')} w-full`}>
            <LogOut aria-hidden />
            Se déconnecter
          </button>
        </form>
      </PopoverPanel>
    </DialogTrigger>
  );
}
