import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { abandonImport, applyImport, importDirectory, recomputeImport } from './directory/commands';
import { DirectorySource } from './directory/source';
import { getImport, importProgress, listChanges, listImports } from './imports';
import { getSchool, listDepartments, listSchools, searchCommunes } from './queries';
import {
  abandonImportSchema,
  applyImportSchema,
  importFileSchema,
  listChangesSchema,
  listImportsSchema,
  listSchoolsSchema,
  listTasksSchema,
  recomputeImportSchema,
  searchCommunesSchema,
  treatTasksSchema,
} from './schema';
import { listSchoolTasks, treatSchoolTasks } from './tasks';

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
  importChanges: on('DirectoryImport')
    .input(listChangesSchema)
    .query(({ ctx, input }) => listChanges(ctx, input)),
  applyImport: on('DirectoryImport', 'edit')
    .meta({ journal: 'directory.apply, then directory.import or directory.put_back' })
    .input(applyImportSchema)
    .mutation(({ ctx, input }) => applyImport(ctx.act, input)),
  abandonImport: on('DirectoryImport', 'edit')
    .meta({ journal: 'directory.abandon' })
    .input(abandonImportSchema)
    .mutation(({ ctx, input }) => abandonImport(ctx.act, input)),
  recomputeImport: on('DirectoryImport', 'edit')
    .meta({ journal: 'directory.recompute, then directory.prepare' })
    .input(recomputeImportSchema)
    .mutation(({ ctx, input }) => recomputeImport(ctx.act, input)),
  tasks: may('read', 'SchoolTask')
    .input(listTasksSchema)
    .query(({ ctx, input }) => listSchoolTasks(ctx, input)),
  treatTasks: may('edit', 'SchoolTask')
    .meta({ journal: 'school.task_treated' })
    .input(treatTasksSchema)
    .mutation(({ ctx, input }) => treatSchoolTasks(ctx.act, input)),
  importFile: may('import', 'School')
    .meta({ journal: 'directory.receive, then directory.import or directory.refuse' })
    .input(importFileSchema)
    .mutation(({ ctx, input }) =>
      importDirectory(ctx.act, {
        fileName: input.fileName,
        source: DirectorySource.fromBytes(input.bytes),
        statedOn: input.statedOn ?? null,
        acceptOlder: input.acceptOlder,
      }),
    ),
});
