import { type PageParams, param, paramChoice, readTable } from '@/components/ui/address';
import { aafStatuses } from '@/server/aaf/domain';
import { aafDrawers } from '@/server/aaf/schema';

/** What the queue shows, from its address. */
export function readQueueFilters(params: PageParams) {
  const table = readTable(params, { sortable: [], defaultSort: '' as never, pageSize: 200 });
  const state = paramChoice(params, 'etat', [...aafDrawers, ...aafStatuses]) ?? 'todo';
  const q = param(params, 'q').slice(0, 200);
  const conventionId = param(params, 'convention').slice(0, 64);
  const projectId = param(params, 'projet').slice(0, 64);
  const requestId = param(params, 'demande').slice(0, 64);
  const opened = param(params, 'ecole').slice(0, 64);
  const view = paramChoice(params, 'vue', ['decrochages']);
  const exported = {
    // A request, a project or a convention named by a link is shown whole.
    state: params.etat === undefined && (requestId || conventionId || projectId) ? ('all' as const) : state,
    ...(q ? { q } : {}),
    ...(conventionId ? { conventionId } : {}),
    ...(projectId ? { projectId } : {}),
    ...(requestId ? { requestId } : {}),
  };
  return {
    table,
    view,
    state,
    /** Attachment open in the side panel. */
    opened: opened || null,
    requestId: requestId || null,
    isFiltered: Boolean(q || conventionId || projectId || requestId),
    exported,
    filters: { ...exported, page: table.page, size: table.take },
  };
}
