import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { AppError } from '../errors';
import type {
  ConventionContent,
  CoverageSheetContent,
  DifferenceContent,
  DocumentContent,
  ExperienceContent,
  MatrixContent,
  StatementContent,
} from './content';
import type { RenderTask } from './worker';

export type RenderProgress = {
  /** 0 to 100. */
  percent: number;
  /** What is being done, in French. */
  stage: string;
};
export type RenderedPdf = { bytes: Uint8Array; sha256: string; pages: number };
export type RenderOptions = { onProgress?: (progress: RenderProgress) => void };

/** Documents that may wait at once; beyond, asking is refused rather than let the memory fill up. */
const MAX_WAITING = 200;

type Pool = Piscina<RenderTask, RenderedPdf>;
/** On the global object, so that a module loaded twice (development, two bundles) still has one pool. */
const holder = globalThis as typeof globalThis & { accordentDocumentPool?: Pool };

function pool(): Pool {
  holder.accordentDocumentPool ??= new Piscina<RenderTask, RenderedPdf>({
    // By path from the root of the application, where every command runs: bundlers leave it alone.
    filename: join(process.cwd(), 'server', 'documents', 'worker-start.mjs'),
    minThreads: 1,
    maxThreads: availableParallelism() > 2 ? 2 : 1,
    // A thread that has loaded the fonts stays: starting one costs more than most documents.
    idleTimeout: Number.POSITIVE_INFINITY,
    maxQueue: MAX_WAITING,
    concurrentTasksPerWorker: 1,
  });
  return holder.accordentDocumentPool;
}

/**
 * The PDF of a frozen (or, as a draft, composed) text, with its SHA-256 (hexadecimal) and number of pages.
 * The same content gives the same bytes. Runs in a worker thread: the caller's event loop stays free.
 * Throws AppError `unavailable` when too many documents already wait.
 */
export function renderConventionPdf(content: ConventionContent, options?: RenderOptions) {
  return renderPdf(content, options);
}

/** The PDF of an experience sheet, under the same terms. */
export function renderExperiencePdf(content: ExperienceContent, options?: RenderOptions) {
  return renderPdf(content, options);
}

/** The PDF of a statement (annex of signatures, evidence file), under the same terms. */
export function renderStatementPdf(content: StatementContent, options?: RenderOptions) {
  return renderPdf(content, options);
}

/** The PDF of a comparison, under the same terms. */
export function renderDifferencePdf(content: DifferenceContent, options?: RenderOptions) {
  return renderPdf(content, options);
}

/** The PDF of a responsibility matrix, under the same terms. */
export function renderMatrixPdf(content: MatrixContent, options?: RenderOptions) {
  return renderPdf(content, options);
}

/** The PDF of a département's coverage, always one page, under the same terms. */
export function renderCoverageSheetPdf(content: CoverageSheetContent, options?: RenderOptions) {
  return renderPdf(content, options);
}

async function renderPdf(
  content: DocumentContent,
  { onProgress }: RenderOptions = {},
): Promise<{ bytes: Buffer; sha256: string; pages: number }> {
  const workers = pool();
  if (workers.queueSize >= MAX_WAITING) {
    throw new AppError(
      'unavailable',
      'Trop de documents sont en préparation. Réessayez dans quelques minutes.',
    );
  }
  const channel = onProgress ? new MessageChannel() : null;
  if (channel && onProgress) {
    channel.port1.on('message', onProgress);
    channel.port1.unref();
  }
  try {
    const port = channel ? channel.port2 : null;
    const rendered = await workers.run({ content, port }, { transferList: port ? [port] : [] });
    // The document comes by another way than its progress, and may overtake it.
    if (channel && onProgress) {
      for (let last = receiveMessageOnPort(channel.port1); last; last = receiveMessageOnPort(channel.port1)) {
        onProgress(last.message);
      }
    }
    return {
      ...rendered,
      bytes: Buffer.from(rendered.bytes.buffer, rendered.bytes.byteOffset, rendered.bytes.byteLength),
    };
  } finally {
    channel?.port1.close();
  }
}

/** Starts a thread and loads its fonts, so that the first document does not wait for it. */
export function warmDocumentWorkers(): void {
  pool();
}

/** Ends the threads; documents that still wait are refused. For an orderly stop of the process. */
export async function closeDocumentWorkers(): Promise<void> {
  const workers = holder.accordentDocumentPool;
  delete holder.accordentDocumentPool;
  await workers?.destroy();
}
