import { z } from 'zod';
import type { SchoolChangeKind } from '@/prisma/generated/enums';

/** What a file may change of a school, in the order in which its page shows it. */
export const changeKinds = [
  'opened',
  'closed',
  'merged',
  'reopened',
  'renamed',
  'moved',
  'nature',
  'sector',
  'announced',
  'details',
] as const satisfies readonly SchoolChangeKind[];
export type ChangeKind = (typeof changeKinds)[number];

/** What history keeps of a school: not each new telephone of a directory. */
export const eventKinds = changeKinds.filter((kind) => kind !== 'details');

/** Changes of which conventions, projects and attachments hear. */
export const taskKinds = ['closed', 'merged', 'moved'] as const satisfies readonly ChangeKind[];

/**
 * Schools of one département, degree and sector where the directory knew none: a first load, not as many
 * openings.
 */
const arrivalSchema = z.object({ department: z.string(), schools: z.number() });
export type Arrival = z.output<typeof arrivalSchema>;

/** What `DirectoryImport.changes` holds. */
export const changeCounts = z.object({
  counts: z.partialRecord(z.enum(changeKinds), z.number()).default({}),
  arrivals: z.array(arrivalSchema).default([]),
  /** Lines that tell a number of pupils, and the school year that they count for. */
  pupils: z.object({ schools: z.number(), year: z.number() }).nullable().default(null),
  /** Open schools of the département of the file before it: against which closures are weighed. */
  openBefore: z.number().default(0),
});
export type ChangeCounts = z.output<typeof changeCounts>;

/** First calendar year of the school year of a day: it starts on 1 August. */
export function schoolYearOf(day: string): number {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month >= 8 ? year : year - 1;
}

/** Closures beyond this share of the open schools look like a file that is not whole. */
const MANY_CLOSURES = 0.05;

/** True when so many closures are announced that the file deserves a second look. */
export const manyClosures = (closed: number, openBefore: number) =>
  closed >= 10 && closed > openBefore * MANY_CLOSURES;
