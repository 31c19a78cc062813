import { z } from 'zod';
import { type Stance, stances } from '../agreement/domain';
import { type Meaning, meanings } from '../domain';
import { snapshotSchema } from '../snapshot';

/** An answer that held when the version was frozen. */
const keptAnswer = z.object({
  activityKey: z.string(),
  actorKey: z.string(),
  stance: z.enum(stances),
  meanings: z.array(z.enum(meanings)),
  comment: z.string().nullable(),
  byName: z.string(),
  /** Instant, as ISO text. */
  at: z.string(),
  onBehalf: z.boolean(),
});
export type KeptAnswer = {
  activityKey: string;
  actorKey: string;
  stance: Stance;
  meanings: Meaning[];
  comment: string | null;
  byName: string;
  at: string;
  onBehalf: boolean;
};

/** A frozen version: the matrix as it was shown, and the answers that held then. */
export const versionSnapshotSchema = snapshotSchema.extend({ answers: z.array(keptAnswer).default([]) });
export type VersionSnapshot = z.output<typeof versionSnapshotSchema>;
