import type { BackgroundWork, Prisma } from '@/prisma/generated/client';
import { audienceImportKind } from '../audience/run';
import type { PersonAct } from '../audit/journal';
import { bulkKind } from '../conventions/bulk/bulk-work';
import { manyKind } from '../conventions/bulk/many-work';
import { zipKind } from '../conventions/bulk/zip-work';
import { exportKind } from '../lists/run';
import { takeOver } from '../takeover/run';
import type { LargeFile } from './parts';

/** What a kind of work is handed: who acts, what was asked, and how to say how far it is. */
export type WorkRun = {
  /** The hat of who asked, as it stands now; its `now` is the start of this run. */
  act: PersonAct;
  work: BackgroundWork;
  /**
   * Writes how far the work is, and where to go on from after a stop.
   * @throws AppError `conflict` once the person has cancelled: let it through.
   */
  checkpoint: (at: {
    done?: number;
    total?: number;
    step?: string;
    cursor?: Prisma.InputJsonValue;
    /** What was found so far, when the kind builds its report step by step. */
    report?: Prisma.InputJsonValue;
  }) => Promise<void>;
  /** Stores a file that is too large for memory, as it comes; a second run begins it again. */
  keepFile: (file: LargeFile) => Promise<{ size: number }>;
};

/** What a work leaves: a report for its page, a file to take away. */
export type WorkResult = {
  report?: Prisma.InputJsonValue;
  file?: { name: string; mime: string; bytes: Uint8Array };
};

/**
 * One kind of long work. `run` may be called again after a stop: it goes on from `work.cursor` and never does a
 * step twice, so each step and its checkpoint belong to one transaction, or the step finds that it was done.
 */
export type Kind = (run: WorkRun) => Promise<WorkResult>;

/** Every kind of work, by name; a domain adds one line here. */
export const kinds = {
  'conventions.bulk': bulkKind,
  'conventions.many': manyKind,
  'conventions.zip': zipKind,
  'lists.export': exportKind,
  'conventions.takeover': takeOver,
  'audience.import': audienceImportKind,
} as const satisfies Record<string, Kind>;

export type WorkKind = keyof typeof kinds & string;
