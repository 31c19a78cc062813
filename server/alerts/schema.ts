import { z } from 'zod';
import { alertKinds, families, rhythms, severities } from './domain';

/** What the list of alerts shows. */
export const listAlertsSchema = z.object({
  /** Mine: those that wait for the hat that asks. */
  who: z.enum(['mine', 'all']).default('mine'),
  kind: z.enum(alertKinds).optional(),
  severity: z.enum(severities).optional(),
  /** Code of a département. */
  department: z.string().max(3).optional(),
});
export type ListAlerts = z.output<typeof listAlertsSchema>;

/** Alerts to recall, by their keys. */
export const remindSchema = z.object({
  keys: z
    .array(z.string().min(1).max(200), { error: 'Choisissez au moins une alerte.' })
    .min(1, { error: 'Choisissez au moins une alerte.' })
    .max(200, { error: 'Deux cents alertes au plus à la fois.' }),
});
export type Remind = z.output<typeof remindSchema>;

/** The rhythm of one family of mails. */
export const setPreferenceSchema = z.object({
  family: z.enum(families, { error: 'Choisissez une famille de courriels.' }),
  rhythm: z.enum(rhythms, { error: 'Choisissez un rythme.' }),
});
export type SetPreference = z.output<typeof setPreferenceSchema>;
