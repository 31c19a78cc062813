import 'server-only';
import { cache } from 'react';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

/** The project of this address, read once per request by the layout, the title and the page. */
export const readProject = cache(async (id: string) => {
  const caller = await api();
  return orNotFound(() => caller.projects.get({ id }));
});
