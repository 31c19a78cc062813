import type { Prisma } from '@/prisma/generated/client';
import { civilDate, fromDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import type { AafWait } from './fact-types';

/** What waits in the AAF queue within a filter: one line for each request, convention and state. */
export async function aafWaits(db: Db, within: Prisma.AafAttachmentWhereInput): Promise<AafWait[]> {
  const groups = await db.aafAttachment.groupBy({
    by: ['requestId', 'conventionId', 'status'],
    where: { AND: [within, { status: { in: ['requested', 'checked', 'test'] } }] },
    _count: true,
    _min: { statusSince: true },
  });
  const requests = await db.aafRequest.findMany({
    where: { id: { in: groups.map(({ requestId }) => requestId) } },
    select: { id: true, wantedOn: true, requestedAt: true, requestedByName: true },
  });
  const byId = new Map(requests.map((one) => [one.id, one]));
  return groups.flatMap(({ requestId, conventionId, status, _count, _min }): AafWait[] => {
    const request = byId.get(requestId);
    if (!request) return [];
    return [
      {
        requestId,
        conventionId,
        status: status as AafWait['status'],
        count: _count,
        since: civilDate(_min.statusSince ?? request.requestedAt),
        wantedOn: fromDbDate(request.wantedOn),
        requestedBy: request.requestedByName,
      },
    ];
  });
}
