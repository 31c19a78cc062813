import { now } from '@/server/clock';
import { db } from '@/server/db';
import { handleRest } from '@/server/rest/handle';
import { openApiResponse } from '@/server/rest/openapi';
import { clientIp } from '@/server/session';

export const dynamic = 'force-dynamic';

/** The second door: every path under /api/v1, whatever the method. */
async function handle(request: Request): Promise<Response> {
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
