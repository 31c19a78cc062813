import type { Locator, Page } from '@playwright/test';
import { phases } from '@/server/raci/domain';
import type { StructureEdit } from '@/server/raci/structure/schema';
import { caller, plantProject } from './scenes';

export const gridOf = (page: Page): Locator =>
  page.getByRole('grid', { name: 'Matrice des responsabilités' });

/** A cell of the grid by its rank, from 0. */
export const cellAt = (page: Page, row: number, column: number): Locator =>
  gridOf(page).locator(`[data-row="${row}"][data-column="${column}"]`);

/** The matrix of a project as its procedures give it. */
export async function matrixOf(id: string) {
  const { matrix } = await (await caller('dane')).raci.matrix({ id });
  if (!matrix) throw new Error('no matrix');
  return { ...matrix, activities: matrix.phases.flatMap((band) => band.activities) };
}

/** One edit of rows or columns by somebody, from the structure as it is. */
export async function editMatrix(id: string, edit: StructureEdit, person = 'dane') {
  const { structureVersion } = await matrixOf(id);
  return (await caller(person)).raci.structure.edit({ id, structureVersion, edit });
}

/** A project whose matrix is open, from the template of its degree. */
export async function plantMatrix() {
  const project = await plantProject({ schools: 1 });
  await (await caller('projet')).raci.start({ id: project.id });
  return project;
}

/** A project whose matrix has so many activities and actors, from the template and with others added by hand. */
export async function plantLargeMatrix(rows = 100, columns = 20) {
  const project = await plantMatrix();
  const start = await matrixOf(project.id);
  for (let count = start.activities.length; count < rows; count += 1)
    await editMatrix(project.id, {
      kind: 'row.add',
      label: `Activité d’essai ${count + 1}, à mener avec plusieurs partenaires`,
      phase: phases[count % phases.length] ?? 'scoping',
      after: null,
    });
  for (let count = start.actors.length; count < columns; count += 1)
    await editMatrix(project.id, {
      kind: 'column.add',
      label: `Acteur d’essai ${count + 1}`,
      party: 'other',
      after: null,
    });
  return project;
}
