import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { WorkspaceFrame } from '@/components/frame/workspace-frame';
import { ApiProvider } from '@/components/trpc';
import { currentContext } from '@/server/session';
import { frameSession } from './frame-session';

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const context = await currentContext();
  // Whoever opens a link from a mail comes back to it once signed in, under a hat.
  const address = encodeURIComponent((await headers()).get('x-address') ?? '/tableau-de-bord');
  if (!context.userId) redirect(`/connexion?suite=${address}`);
  const session = await frameSession(context);
  if (!session) redirect(`/chapeau?retour=${address}`);
  return (
    <ApiProvider>
      <WorkspaceFrame session={session}>{children}</WorkspaceFrame>
    </ApiProvider>
  );
}
