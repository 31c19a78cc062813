import type { Db } from '@/server/db';
import type { Meaning } from '@/server/raci/domain';
import { as, type Caller, type DaysAgo } from './acting';

/**
 * The académie's own templates of matrices: one in service for the second degré, in its second version, and one
 * still being written for the premier degré, which no project is offered.
 */
export async function matrixTemplates(db: Db, day: DaysAgo): Promise<void> {
  const dane = await as(db, 'dane', day(200));
  const { id } = await dane.raci.templates.create({
    name: 'Collèges et lycées',
    from: { kind: 'application', degree: 'secondary' },
  });
  await dane.raci.templates.publish({ id, version: 1, note: 'Premier modèle de l’académie.' });
  const { matrix } = await dane.raci.templates.get({ id });
  const training = matrix.phases
    .flatMap(({ activities }) => activities)
    .find(({ label }) => label === 'Construire le plan de formation');
  if (!training) throw new Error('the template has its activities');
  const { version } = await dane.raci.templates.setCells({
    id,
    cells: [
      { activityId: training.id, actorKey: 'AC', meanings: ['accountable', 'doer'], version: 1 },
      { activityId: training.id, actorKey: 'DS', meanings: ['doer'], version: 1 },
    ],
  });
  const later = await as(db, 'dane', day(60));
  await later.raci.templates.publish({
    id,
    version,
    note: 'La formation revient à l’académie, à la demande des chefs d’établissement.',
  });
  await later.raci.templates.create({
    name: 'Petites communes',
    from: { kind: 'application', degree: 'primary' },
  });
}

/** Who holds what where a project departs from the proposal: by the first words of the activity. */
const departures: Record<string, Record<string, Meaning[]>> = {
  'Construire le plan de formation': { AC: ['accountable', 'doer'], DS: ['doer'] },
  'Assurer l’assistance de niveau 1': { CO: ['doer'], ED: ['accountable', 'doer'] },
  'Informer les familles': { CO: ['accountable', 'doer'], DI: ['doer'] },
  'Réunir les preuves de conformité': { AC: ['accountable', 'consulted'], CO: ['consulted'] },
};

/** Opens the matrix of a project and shares some activities out otherwise: what the map of the académie shows. */
export async function sharedOtherwise(caller: Caller, id: string): Promise<void> {
  await caller.raci.start({ id, template: 'application' });
  const { matrix } = await caller.raci.matrix({ id });
  const activities = matrix?.phases.flatMap((band) => band.activities) ?? [];
  await caller.raci.setCells({
    id,
    cells: activities.flatMap(({ id: activityId, label, cells }) =>
      Object.entries(departures[label] ?? {}).map(([actorKey, meanings]) => ({
        activityId,
        actorKey,
        meanings,
        version: cells[actorKey]?.version ?? 0,
      })),
    ),
  });
}
