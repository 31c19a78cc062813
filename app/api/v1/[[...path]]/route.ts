import { after } from 'next/server';
import { now } from '@/server/clock';
import { db } from '@/server/db';
import { deliverSoon } from '@/server/jobs/queue';
import { handleRest } from '@/server/rest/handle';
import { openApiResponse } from '@/server/rest/openapi';
import { clientIp } from '@/server/session';

export const dynamic = 'force-dynamic';

/** The second door: every path under /api/v1, whatever the method. */
async function handle(request: Request): Promise<Response> {
  // Letters that a change wrote leave now, not with the next minute.
  if (request.method !== 'GET' && request.method !== 'HEAD') after(deliverSoon);
  return (
    openApiResponse(request) ?? handleRest(request, { db: db(), now: now(), ip: clientIp(request.headers) })
  );
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
