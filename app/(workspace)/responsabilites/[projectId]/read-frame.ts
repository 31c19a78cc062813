import 'server-only';
import { cache } from 'react';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

/** The matrix of this address, read once per request by the layout and the pages. */
export const readFrame = cache(async (projectId: string) => {
  const caller = await api();
  return orNotFound(() => caller.raci.frame({ id: projectId }));
});
