import { z } from 'zod';

/** One line of the report of a work on many things: what it was about, how it went, why. */
export const workReportLine = z.object({
  /** Rank in what was asked (line of a file), from 1. */
  line: z.int().nullish(),
  subject: z.string(),
  /** Address of what came out of it. */
  href: z.string().startsWith('/').nullish(),
  /** In a word or two: « Créée », « Laissée ». */
  outcome: z.string(),
  tone: z.enum(['neutral', 'success', 'warning', 'danger']).nullish(),
  reason: z.string().nullish(),
});
export type WorkReportLine = z.output<typeof workReportLine>;

/**
 * The report that any kind may leave, shown by the page of the work without another line of code. A kind with
 * more to say has its own component in components/work/reports.tsx.
 */
export const workReport = z.object({
  /** One sentence: « 48 conventions créées, 2 communes laissées. » */
  summary: z.string().nullish(),
  lines: z.array(workReportLine),
});
export type WorkReport = z.output<typeof workReport>;
