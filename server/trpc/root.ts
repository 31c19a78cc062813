import { aafRouter } from '../aaf/router';
import { alertsRouter } from '../alerts/router';
import { amendmentsRouter } from '../amendments/router';
import { audienceRouter } from '../audience/router';
import { calendarFeedRouter } from '../calendar-feed/router';
import { bulkRouter } from '../conventions/bulk/router';
import { reviewRouter } from '../conventions/review/router';
import { conventionsRouter } from '../conventions/router';
import { coverageRouter } from '../coverage/router';
import { dashboardRouter } from '../dashboard/router';
import { experienceRouter } from '../experience/router';
import { followUpRouter } from '../followup/router';
import { inventoryRouter } from '../inventory/router';
import { listsRouter } from '../lists/router';
import { mailsRouter } from '../mail/router';
import { objectivesRouter } from '../objectives/router';
import { academiesRouter } from '../organisations/academies/router';
import { catalogueRouter } from '../organisations/catalogue/router';
import { peopleRouter } from '../organisations/people/router';
import { organisationsRouter } from '../organisations/router';
import { tokensRouter } from '../organisations/tokens/router';
import { projectsRouter } from '../projects/router';
import { raciRouter } from '../raci/router';
import { renewalRouter } from '../renewal/router';
import { retentionRouter } from '../retention/router';
import { reversibilityRouter } from '../reversibility/router';
import { searchRouter } from '../search/router';
import { signaturesRouter } from '../signature/router';
import { takeoverRouter } from '../takeover/router';
import { templatesRouter } from '../templates/router';
import { territoryRouter } from '../territory/router';
import { viewsRouter } from '../views/router';
import { workRouter } from '../work/router';
import { createCallerFactory, router } from './init';

/** Every procedure of the application; a domain adds one line here. */
export const appRouter = router({
  aaf: aafRouter,
  amendments: amendmentsRouter,
  academies: academiesRouter,
  audience: audienceRouter,
  bulk: bulkRouter,
  alerts: alertsRouter,
  calendarFeed: calendarFeedRouter,
  catalogue: catalogueRouter,
  conventions: conventionsRouter,
  coverage: coverageRouter,
  dashboard: dashboardRouter,
  experience: experienceRouter,
  followUp: followUpRouter,
  inventory: inventoryRouter,
  mails: mailsRouter,
  lists: listsRouter,
  objectives: objectivesRouter,
  organisations: organisationsRouter,
  people: peopleRouter,
  projects: projectsRouter,
  raci: raciRouter,
  review: reviewRouter,
  renewal: renewalRouter,
  retention: retentionRouter,
  reversibility: reversibilityRouter,
  search: searchRouter,
  templates: templatesRouter,
  signatures: signaturesRouter,
  takeover: takeoverRouter,
  territory: territoryRouter,
  tokens: tokensRouter,
  views: viewsRouter,
  work: workRouter,
});

export type AppRouter = typeof appRouter;
export const callerFor = createCallerFactory(appRouter);
