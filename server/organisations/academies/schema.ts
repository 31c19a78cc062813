import { z } from 'zod';
import { academySettingsSchema } from '../settings';

/** Settings of one académie, whole; `version` is the one that the person saw. */
export const updateSettings = z.object({
  version: z.int({ error: 'La version lue est attendue.' }).min(1),
  settings: z.strictObject(academySettingsSchema.shape).required(),
});
export type UpdateSettings = z.output<typeof updateSettings>;
