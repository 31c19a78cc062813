import type { ComponentType } from 'react';
import { BulkReport } from '@/components/bulk/bulk-report';
import { TakeoverWorkReport } from '@/components/takeover/work-report';
import type { WorkView } from '@/server/work/queries';
import { GenericReport } from './generic-report';

/**
 * How the report of each kind of work is shown (server/work/kinds.ts names the kinds). A domain adds one line
 * here; a kind without a line is shown as a table, when its report is a `workReport` of server/work/schema.ts.
 */
const reports: Record<string, ComponentType<{ work: WorkView }>> = {
  'conventions.bulk': BulkReport,
  'conventions.takeover': TakeoverWorkReport,
};

/** The report of an ended work. */
export function Report({ work }: { work: WorkView }) {
  const Shown = reports[work.kind] ?? GenericReport;
  return <Shown work={work} />;
}
