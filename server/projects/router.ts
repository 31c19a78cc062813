import { z } from 'zod';
import { historyOf } from '../audit/queries';
import { cleanLine } from '../text';
import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { searchCarriers } from './carriers';
import { createProject, updateProject } from './commands';
import { getProject, listProjects } from './queries';
import {
  candidatesSchema,
  createProjectSchema,
  listProjectsSchema,
  setSchoolsSchema,
  updateProjectSchema,
} from './schema';
import { candidateSchools, projectPlaces, projectSchools, recogniseSchools } from './school-queries';
import { setProjectSchools } from './set-schools';
import { setCells } from './table/commands';
import { addColumn, editColumn, orderColumns } from './table/own-columns';
import { ownColumns, projectTable } from './table/queries';
import * as table from './table/schema';

export const projectsRouter = router({
  list: may('read', 'Project')
    .input(listProjectsSchema)
    .query(({ ctx, input }) => listProjects(ctx, input)),
  get: on('Project').query(({ ctx, input }) => getProject(ctx, input)),
  schools: on('Project').query(({ ctx, input }) => projectSchools(ctx, input)),
  places: on('Project', 'edit').query(({ ctx, input }) => projectPlaces(ctx, input)),
  candidates: on('Project', 'edit')
    .input(candidatesSchema)
    .query(({ ctx, input }) => candidateSchools(ctx, input)),
  // A long list does not fit in an address, so this reading travels as a mutation.
  recognise: on('Project', 'edit')
    .meta({ journal: 'nothing: reads a pasted list' })
    .input(setSchoolsSchema.pick({ uais: true }))
    .mutation(({ ctx, input }) => recogniseSchools(ctx, input)),
  history: on('Project')
    .input(z.object({ before: z.string().max(40).optional() }))
    .query(({ ctx, input }) => historyOf(ctx, 'Project', input.id, { before: input.before })),
  carriers: may('create', 'Project')
    .input(z.object({ q: cleanLine({ max: 200 }).default('') }))
    .query(({ ctx, input }) => searchCarriers(ctx, input)),
  create: may('create', 'Project')
    .meta({ journal: 'project.created' })
    .input(createProjectSchema)
    .mutation(({ ctx, input }) => createProject(ctx.act, input)),
  update: on('Project', 'edit')
    .meta({ journal: 'project.updated, project.closed, project.reopened' })
    .input(updateProjectSchema)
    .mutation(({ ctx, input }) => updateProject(ctx.act, input)),
  setSchools: on('Project', 'edit')
    .meta({ journal: 'project.schools_set' })
    .input(setSchoolsSchema)
    .mutation(({ ctx, input }) => setProjectSchools(ctx.act, input)),
  table: may('read', 'Project')
    .input(table.projectTable)
    .query(({ ctx, input }) => projectTable(ctx, input)),
  setCells: may('edit', 'Project')
    .meta({
      journal:
        'project.updated, project.tracked, followup.step_added, followup.step_edited, followup.step_removed',
    })
    .input(table.setCells)
    .mutation(({ ctx, input }) => setCells(ctx.act, input)),
  ownColumns: may('read', 'CustomColumn').query(({ ctx }) => ownColumns(ctx.db, ctx.ability)),
  addColumn: may('create', 'CustomColumn')
    .meta({ journal: 'column.added' })
    .input(table.addColumn)
    .mutation(({ ctx, input }) => addColumn(ctx.act, input)),
  editColumn: on('CustomColumn', 'edit')
    .meta({ journal: 'column.changed' })
    .input(table.editColumn)
    .mutation(({ ctx, input }) => editColumn(ctx.act, input)),
  orderColumns: may('create', 'CustomColumn')
    .meta({ journal: 'column.ordered' })
    .input(table.orderColumns)
    .mutation(({ ctx, input }) => orderColumns(ctx.act, input)),
});
