import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { importDirectory } from './directory/commands';
import { DirectorySource } from './directory/source';
import { getImport, importProgress, listImports } from './imports';
import { getSchool, listDepartments, listSchools, searchCommunes } from './queries';
import { importFileSchema, listImportsSchema, listSchoolsSchema, searchCommunesSchema } from './schema';

/** The school directory and the territory it stands on. */
export const territoryRouter = router({
  schools: may('read', 'School')
    .input(listSchoolsSchema)
    .query(({ ctx, input }) => listSchools(ctx, input)),
  /** `id` is a UAI. */
  school: on('School').query(({ ctx, input }) => getSchool(ctx, input)),
  departments: may('read', 'School').query(({ ctx }) => listDepartments(ctx)),
  communes: may('read', 'Commune')
    .input(searchCommunesSchema)
    .query(({ ctx, input }) => searchCommunes(ctx, input)),
  imports: may('read', 'DirectoryImport')
    .input(listImportsSchema)
    .query(({ ctx, input }) => listImports(ctx, input)),
  importReport: on('DirectoryImport').query(({ ctx, input }) => getImport(ctx, input)),
  importProgress: on('DirectoryImport').query(({ ctx, input }) => importProgress(ctx, input)),
  importFile: may('import', 'School')
    .meta({ journal: 'directory.receive, then directory.import or directory.refuse' })
    .input(importFileSchema)
    .mutation(({ ctx, input }) =>
      importDirectory(ctx.act, { fileName: input.fileName, source: DirectorySource.fromBytes(input.bytes) }),
    ),
});
