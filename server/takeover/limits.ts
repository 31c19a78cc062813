/** Largest spreadsheet taken, in bytes. */
export const MAX_SHEET_BYTES = 20_000_000;

/** Largest scan taken, in bytes: some pages at 300 dpi. */
export const MAX_SCAN_BYTES = 30_000_000;

/** How many conventions one spreadsheet may hold. */
export const MAX_LINES = 5000;
