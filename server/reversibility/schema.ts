import { z } from 'zod';
import { uploadedPdf } from '@/server/files/schema';
import { cleanLine, isoDate } from '@/server/text';
import { version } from '../conventions/schema';

const taskId = z.string({ error: 'La tâche manque.' }).min(1).max(64);

/** `id` of the convention comes from the router; `version` is the task's. */
export const completeTask = z.object({
  taskId,
  version,
  doneOn: isoDate('Indiquez le jour où c’était fait (JJ/MM/AAAA).'),
  detail: cleanLine({ max: 300 }).nullish(),
  file: uploadedPdf.nullish(),
});
export type CompleteTask = z.output<typeof completeTask>;

export const planTask = z.object({
  taskId,
  version,
  dueOn: isoDate('Indiquez l’échéance de la tâche (JJ/MM/AAAA).'),
});
export type PlanTask = z.output<typeof planTask>;

export const reopenTask = z.object({ taskId, version });
