import type { Route } from '../route';
import { conventionActRoutes } from './convention-acts';
import { conventionRoutes } from './conventions';
import { meRoutes } from './me';
import { projectRoutes } from './projects';

/** Every route under /api/v1, in the order of the documentation; a domain adds its file here. */
export const restRoutes: readonly Route[] = [
  ...meRoutes,
  ...projectRoutes,
  ...conventionRoutes,
  ...conventionActRoutes,
];
