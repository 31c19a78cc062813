/** What a `bench/*.bench.ts` file is made of, and the few tools that they share. */

/** One line of a benchmark: times in milliseconds unless `unit` says else, `ratio` = measured / baseline. */
export type BenchResult = {
  label: string;
  baseline: number;
  measured: number;
  ratio: number;
  note: string;
  /** Two signs, such as « SQL ». */
  unit?: string;
};

export type BenchContext = {
  /** A new database with migrations and reference data, on a PostgreSQL of this run alone. */
  createDatabase(): Promise<string>;
};

/** The default export of a bench file. A bench without a database ignores its context. */
export type Bench = { name: string; run(context: BenchContext): Promise<BenchResult[]> };

/** The middle of `values`; of an even number of them, the higher of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
