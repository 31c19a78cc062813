/** Largest directory file taken, in bytes. The whole of France takes some 50 MB. */
export const MAX_BYTES = 200_000_000;

/** What a compressed file may unfold into, in bytes. */
export const MAX_UNFOLDED = 600_000_000;

/** How many refusals and warnings a report keeps; beyond, it says how many more there were. */
export const KEPT_LINES = 1000;
