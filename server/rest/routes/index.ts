import type { Route } from '../route';
import { aafRoutes } from './aaf';
import { authorityRoutes } from './authorities';
import { catalogueRoutes } from './catalogue';
import { conventionActRoutes } from './convention-acts';
import { conventionRoutes } from './conventions';
import { coverageRoutes } from './coverage';
import { meRoutes } from './me';
import { projectRoutes } from './projects';
import { responsibilityRoutes } from './responsibilities';
import { territoryRoutes } from './territory';

/** Every route under /api/v1, in the order of the documentation; a domain adds its file here. */
export const restRoutes: readonly Route[] = [
  ...meRoutes,
  ...territoryRoutes,
  ...authorityRoutes,
  ...catalogueRoutes,
  ...projectRoutes,
  ...responsibilityRoutes,
  ...conventionRoutes,
  ...conventionActRoutes,
  ...aafRoutes,
  ...coverageRoutes,
];
