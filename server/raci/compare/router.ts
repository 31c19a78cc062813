import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { figureOf, heatMap } from './heat';
import { objectionsOf } from './objections';
import { comparisonOf } from './queries';
import { compareSides, heatFigure, heatFilters } from './schema';
import { sidesOf } from './sides';

/** Matrices held against each other; `id` is the project's. */
export const raciCompareRouter = router({
  sides: on('Project').query(({ ctx, input }) => sidesOf(ctx, input)),
  between: on('Project')
    .input(compareSides)
    .query(({ ctx, input }) => comparisonOf(ctx, input)),
  heat: may('read', 'Project')
    .input(heatFilters)
    .query(({ ctx, input }) => heatMap(ctx, input)),
  figure: may('read', 'Project')
    .input(heatFigure)
    .query(({ ctx, input }) => figureOf(ctx, input)),
  objections: may('read', 'Project')
    .input(heatFilters)
    .query(({ ctx, input }) => objectionsOf(ctx, input)),
});
