import { z } from 'zod';

const articleKey = z.string({ error: 'Cet article n’existe pas.' }).min(1).max(100);

/** An article takes up what was proposed; `fingerprint` is that of the proposal as it was shown. */
export const keepCommitments = z.object({
  articleKey,
  fingerprint: z.string({ error: 'La proposition lue est attendue.' }).length(64),
});

/** What diverges was looked at, and stays as it is; the fingerprint is that of the matrix as it was shown. */
export const reviewCommitments = z.object({
  articleKey,
  fingerprint: z.string({ error: 'La proposition lue est attendue.' }).length(64),
  version: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(1),
});
