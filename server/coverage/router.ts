import { router } from '@/server/trpc/init';
import { may, open } from '@/server/trpc/procedures';
import { publicCoverage, publishedFigures } from './published';
import { coverageByDepartment, coverageSchools } from './queries';
import { coverageQuery, coverageSchoolsQuery, publishedQuery } from './schema';

export const coverageRouter = router({
  byDepartment: may('read', 'School')
    .input(coverageQuery)
    .query(({ ctx, input }) => coverageByDepartment(ctx, input)),
  schools: may('read', 'School')
    .input(coverageSchoolsQuery)
    .query(({ ctx, input }) => coverageSchools(ctx, input)),
  published: open.input(publishedQuery).query(({ ctx, input }) => publishedFigures(ctx, input)),
  public: open.input(publishedQuery).query(({ ctx, input }) => publicCoverage(ctx, input)),
});
