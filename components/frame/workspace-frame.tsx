import { type CSSProperties, type ReactNode, Suspense } from 'react';
import { BottomNav } from './bottom-nav';
import { NavigationProgress } from './navigation-progress';
import { PrintFoot } from './print-foot';
import type { FrameSession } from './session';
import { SideNav } from './side-nav';
import { SkipLink } from './skip-link';
import { TopBar } from './top-bar';

/** Everything around a page of the workspace. Pages give their own `h1` (PageHeader). */
export function WorkspaceFrame({ session, children }: { session: FrameSession; children: ReactNode }) {
  const top = session.mode === 'demonstration' ? '5.3125rem' : '3.5625rem';
  return (
    <div style={{ '--frame-top': top } as CSSProperties} className="frame">
      <SkipLink />
      <Suspense>
        <NavigationProgress />
      </Suspense>
      <TopBar session={session} />
      <div className="flex">
        <SideNav items={session.nav} />
        <main
          id="contenu"
          tabIndex={-1}
          className="min-h-[calc(100dvh-var(--frame-top))] min-w-0 flex-1 px-4 pt-5 pb-28 lg:px-8 lg:pb-16 print:p-0"
        >
          <div className="mx-auto w-full max-w-[100rem]">{children}</div>
          <PrintFoot productName={session.productName} operatorName={session.operatorName} />
        </main>
      </div>
      <BottomNav items={session.nav} />
    </div>
  );
}
