import { forbidden } from 'next/navigation';
import type { ReactNode } from 'react';
import { currentContext } from '@/server/session';

/** Refuses before anything is sent, so that the answer is a real 403 and not a skeleton. */
export default async function Layout({ children }: { children: ReactNode }) {
  const { ability } = await currentContext();
  if (!ability.can('read', 'Project')) forbidden();
  return children;
}
