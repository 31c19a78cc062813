import { pathToFileURL } from 'node:url';
import { fixtureConvention } from '@/server/documents/fixtures';
import { conventionOutline } from '@/server/documents/outline';
import { closeDocumentWorkers, renderConventionPdf } from '@/server/documents/render';
import { EMBEDDED_FONT, pdfkitDocument } from './pdfkit-document';

/** One line of a benchmark: times in milliseconds, `ratio` = measured / baseline. */
export type BenchResult = { label: string; baseline: number; measured: number; ratio: number; note: string };

const RUNS = 5;
const WARM_UP = 10;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * The same convention (22 articles, signatures, annex A1, RACI matrix) through our worker thread and by
 * pdfkit, both warm, turn by turn so that whatever else the machine does weighs on both alike. pdfkit is
 * measured with the same embedded font, and with its built-in Helvetica, which is the fastest it can be.
 */
async function run(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  try {
    for (const schools of [100, 772]) {
      const content = fixtureConvention(schools);
      const outline = conventionOutline(content);
      const ours = () => renderConventionPdf(content);
      const embedded = () => pdfkitDocument(outline, EMBEDDED_FONT);
      const builtIn = () => pdfkitDocument(outline, null);
      for (let turn = 0; turn < WARM_UP; turn += 1)
        for (const work of [ours, embedded, builtIn]) await work();
      const times: Record<'ours' | 'embedded' | 'builtIn', number[]> = {
        ours: [],
        embedded: [],
        builtIn: [],
      };
      for (let turn = 0; turn < RUNS; turn += 1) {
        times.ours.push(await timed(ours));
        times.embedded.push(await timed(embedded));
        times.builtIn.push(await timed(builtIn));
      }
      const measured = median(times.ours);
      const line = (note: string, baseline: number): BenchResult => ({
        label: `PDF, ${schools} schools, against pdfkit (${note})`,
        baseline,
        measured,
        ratio: measured / baseline,
        note: `median of ${RUNS}, same run, ours through the worker thread`,
      });
      results.push(line('same font embedded', median(times.embedded)));
      results.push(line('built-in Helvetica', median(times.builtIn)));
    }
  } finally {
    await closeDocumentWorkers();
  }
  return results;
}

export default { name: 'PDF', run };

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { label, baseline, measured, ratio } of await run()) {
    console.log(
      `${label}: ${measured.toFixed(0)} ms, pdfkit ${baseline.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
    );
  }
}
