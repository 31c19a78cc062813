import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { after } from 'next/server';
import { deliverSoon } from '@/server/jobs/queue';
import { currentContext } from '@/server/session';
import { sealSoon } from '@/server/signature/soon';
import { appRouter } from '@/server/trpc/root';

const handler = (request: Request) =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => currentContext(),
  });

/** A change may have written letters, a one-time code among them: they leave now, not with the next minute. */
const change = (request: Request) => {
  after(deliverSoon);
  after(sealSoon);
  return handler(request);
};

export { change as POST, handler as GET };
