import { z } from 'zod';
import { listAttachments } from '@/server/aaf/schema';
import { listConventions } from '@/server/conventions/list-schema';
import { projectTable } from '@/server/projects/table/schema';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportFormatLabels: Record<ExportFormat, string> = {
  csv: 'CSV (texte)',
  xlsx: 'Classeur XLSX',
};

/** Lists that become files, and how each is called. */
export const exportLists = ['projects', 'conventions', 'aaf'] as const;
export type ExportList = (typeof exportLists)[number];
export const exportListLabels: Record<
  ExportList,
  { title: string; file: string; one: string; many: string }
> = {
  projects: { title: 'Projets', file: 'projets', one: 'projet', many: 'projets' },
  conventions: { title: 'Conventions', file: 'conventions', one: 'convention', many: 'conventions' },
  aaf: { title: 'Accrochages AAF', file: 'accrochages', one: 'accrochage', many: 'accrochages' },
};

const format = z.enum(exportFormats, { error: 'Choisissez CSV ou XLSX.' });

/** What to export: the filters of the screen, without its page. They are read again when the work runs. */
export const projectsExport = z.object({ format, filters: projectTable });
export const conventionsExport = z.object({
  format,
  filters: listConventions.omit({ limit: true, page: true, cursor: true, sort: true, descending: true }),
});
export const aafExport = z.object({
  format,
  filters: listAttachments.omit({ page: true, size: true, cursor: true }),
});

/** What the background work keeps of it. */
export const exportInput = z.discriminatedUnion('list', [
  projectsExport.extend({ list: z.literal('projects') }),
  conventionsExport.extend({ list: z.literal('conventions') }),
  aafExport.extend({ list: z.literal('aaf') }),
]);
export type ExportInput = z.output<typeof exportInput>;
