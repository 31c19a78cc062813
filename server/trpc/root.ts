import { conventionsRouter } from '../conventions/router';
import { coverageRouter } from '../coverage/router';
import { tokensRouter } from '../organisations/tokens/router';
import { projectsRouter } from '../projects/router';
import { raciRouter } from '../raci/router';
import { createCallerFactory, router } from './init';

/** Every procedure of the application; a domain adds one line here. */
export const appRouter = router({
  conventions: conventionsRouter,
  coverage: coverageRouter,
  projects: projectsRouter,
  raci: raciRouter,
  tokens: tokensRouter,
});

export type AppRouter = typeof appRouter;
export const callerFor = createCallerFactory(appRouter);
