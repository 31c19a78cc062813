import { RequestPanel } from '@/components/aaf/request-panel';
import { api } from '@/server/session';
import { refusalOf } from '@/server/trpc/init';

/** Null for what this hat may not read (or that is gone): the list stays, its panel does not open. */
async function readable<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (refusalOf(error).code === 'internal') throw error;
    return null;
  }
}

/** What the side panel of the queue shows: a school, or a request as a whole. */
export async function QueuePanel({
  attachmentId,
  requestId,
  address,
}: {
  attachmentId: string | null;
  requestId: string | null;
  address: URLSearchParams;
}) {
  const caller = await api();
  const line = attachmentId ? await readable(() => caller.aaf.get({ id: attachmentId })) : null;
  const stages = line ? await caller.aaf.stages({ id: line.id }) : [];
  const wanted = line?.request.id ?? requestId;
  const request = wanted ? await readable(() => caller.aaf.request({ id: wanted })) : null;
  if (!line && !request) return null;
  const closed = new URLSearchParams(address);
  if (!line) closed.delete('demande');
  return <RequestPanel line={line} stages={stages} request={request} closeHref={`/accrochage?${closed}`} />;
}
