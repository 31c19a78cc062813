/** Largest file taken, in bytes, and what a compressed one may unfold into. The whole measure takes some 700 MB. */
export const MAX_BYTES = 2_000_000_000;
export const MAX_UNFOLDED = 4_000_000_000;

/** Lines that are read and written together: one transaction, one place to go on from. */
export const CHUNK_LINES = 200_000;

/** After this many lines without a single one that can be read, the rest is not worth reading. */
export const JUNK_LINES = 10_000;

/** How many refusals and warnings a report keeps; all are counted. */
export const KEPT_LINES = 1000;
