import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { WorkspaceFrame } from '@/components/frame/workspace-frame';
import { ApiProvider } from '@/components/trpc';
import { currentContext } from '@/server/session';
import { frameSession } from './frame-session';

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const context = await currentContext();
  if (!context.userId) redirect('/connexion');
  const session = await frameSession(context);
  if (!session) redirect('/chapeau');
  return (
    <ApiProvider>
      <WorkspaceFrame session={session}>{children}</WorkspaceFrame>
    </ApiProvider>
  );
}
