import { Bell } from 'lucide-react';
import NextLink from 'next/link';
import { counted } from '@/components/ui/format';
import { AccountMenu } from './account-menu';
import { BrandMark } from './brand-mark';
import { DemonstrationBanner } from './demonstration-banner';
import { HatMenu } from './hat-menu';
import { SearchPalette } from './search-palette';
import { FRAME_ADDRESSES, type FrameSession } from './session';

/** The bar on top of the workspace. */
export function TopBar({ session }: { session: FrameSession }) {
  const first = [
    { label: 'Faire', items: [...session.acts] },
    { label: 'Aller à', items: session.nav.map(({ label, href }) => ({ label, href })) },
  ];
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-surface print:hidden">
      {session.mode === 'demonstration' && <DemonstrationBanner />}
      <div className="flex h-14 items-center gap-2 px-3 sm:gap-3 sm:px-4">
        <BrandMark
          href="/tableau-de-bord"
          productName={session.productName}
          operatorName={session.operatorName}
          logoPath={session.logoPath}
        />
        <div className="ml-auto flex min-w-0 items-center gap-1 sm:gap-2">
          <SearchPalette endpoint={FRAME_ADDRESSES.search} first={first} />
          <div className="hidden min-w-0 max-w-72 border-line border-l pl-2 lg:block">
            <HatMenu hat={session.hat} hats={session.hats} />
          </div>
          <NextLink
            href={FRAME_ADDRESSES.alerts}
            aria-label={
              session.alertCount === 0
                ? 'Alertes\u00a0: aucune'
                : `Alertes\u00a0: ${counted(session.alertCount, 'pour vous', 'pour vous')}`
            }
            className="relative grid size-10 shrink-0 place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink"
          >
            <Bell aria-hidden className="size-5.5" />
            {session.alertCount > 0 && (
              <span
                aria-hidden
                className="tabular absolute top-0.5 right-0 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-danger px-1 font-bold text-on-accent text-xs leading-none"
              >
                {session.alertCount > 99 ? '99+' : session.alertCount}
              </span>
            )}
          </NextLink>
          <AccountMenu session={session} />
        </div>
      </div>
    </header>
  );
}
