import { router } from '@/server/trpc/init';
import { may, on, open } from '@/server/trpc/procedures';
import { coverageBy } from './breakdown';
import { compareDates, comparePlaces } from './comparison/queries';
import { datesQuery, placesQuery } from './comparison/schema';
import { departmentMap, mapBands } from './map/queries';
import { departmentMapQuery, mapBandsQuery } from './map/schema';
import { publicCoverage } from './published/public';
import { publishedFigures } from './published/queries';
import { figuresRouter } from './published/router';
import { academyChoices, coverageByDepartment, coverageSchools } from './queries';
import { breakdownQuery, coverageQuery, coverageSchoolsQuery, publishedQuery } from './schema';
import { schoolView } from './school';
import { coverageSeries, placesOfFrance } from './series/queries';
import { seriesQuery } from './series/schema';
import { sheetContent } from './sheet/queries';
import { sheetQuery } from './sheet/schema';

export const coverageRouter = router({
  byDepartment: may('read', 'School')
    .input(coverageQuery)
    .query(({ ctx, input }) => coverageByDepartment(ctx, input)),
  /** The chain on any territory, by any dimension. */
  by: may('read', 'School')
    .input(breakdownQuery)
    .query(({ ctx, input }) => coverageBy(ctx, input)),
  schools: may('read', 'School')
    .input(coverageSchoolsQuery)
    .query(({ ctx, input }) => coverageSchools(ctx, input)),
  departmentMap: may('read', 'School')
    .input(departmentMapQuery)
    .query(({ ctx, input }) => departmentMap(ctx, input)),
  bands: may('read', 'Academy')
    .input(mapBandsQuery)
    .query(({ ctx, input }) => mapBands(ctx, input)),
  /** The curves of a place. */
  series: may('read', 'School')
    .input(seriesQuery)
    .query(({ ctx, input }) => coverageSeries(ctx, input)),
  compareDates: may('read', 'School')
    .input(datesQuery)
    .query(({ ctx, input }) => compareDates(ctx, input)),
  comparePlaces: may('read', 'School')
    .input(placesQuery)
    .query(({ ctx, input }) => comparePlaces(ctx, input)),
  places: may('read', 'Academy').query(({ ctx }) => placesOfFrance(ctx)),
  /** `id` is a UAI. */
  school: on('School').query(({ ctx, input }) => schoolView(ctx, input)),
  /** What the one-page PDF of a département says. */
  sheet: may('read', 'School')
    .input(sheetQuery)
    .query(({ ctx, input }) => sheetContent(ctx, input)),
  academies: may('read', 'Academy').query(({ ctx }) => academyChoices(ctx)),
  published: open.input(publishedQuery).query(({ ctx, input }) => publishedFigures(ctx, input)),
  figures: figuresRouter,
  public: open.input(publishedQuery).query(({ ctx, input }) => publicCoverage(ctx, input)),
});
