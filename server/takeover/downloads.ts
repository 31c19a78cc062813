import { prove } from '../access/scope';
import { toCsv } from '../documents/csv';
import { writeXlsx } from '../documents/xlsx';
import { notFound } from '../errors';
import { refuseEliminated } from '../files/eliminated';
import { answerCsv, refusedFile } from '../files/serve';
import type { Context } from '../trpc/context';
import { fieldLabels, takeoverFields } from './fields';
import { reportLines } from './queries';
import { outcomeLabels } from './words';

/** The report of an import for spreadsheets; `origin` makes the links absolute. */
export async function serveReport(ctx: Context, id: string, origin: string): Promise<Response> {
  return answerCsv(async () => {
    await prove(ctx.db, ctx.ability, 'read', 'Takeover', id);
    const lines = await reportLines(ctx, { id });
    return {
      name: `reprise-${id}.csv`,
      text: toCsv(
        [
          { label: 'Ligne', value: (row: (typeof lines)[number]) => row.line },
          { label: 'Résultat', value: ({ outcome }) => outcomeLabels[outcome].label },
          { label: 'Numéro', value: ({ convention }) => convention?.number },
          { label: 'Référence', value: ({ convention }) => convention?.externalReference },
          { label: 'Collectivité', value: ({ convention }) => convention?.authority.name },
          {
            label: 'Numérisation',
            value: ({ convention }) => convention && (convention.scanned ? 'jointe' : 'manquante'),
          },
          { label: 'Motif', value: ({ reasons }) => reasons.join(' ') },
          {
            label: 'Lien',
            value: ({ convention }) => convention && `${origin}/conventions/${convention.id}`,
          },
        ],
        lines,
      ),
    };
  });
}

/** An empty spreadsheet with the heads that are recognised, for who begins one. */
export async function serveModel(): Promise<Response> {
  const bytes = await writeXlsx(
    'Conventions',
    takeoverFields.map((field) => ({
      label: fieldLabels[field].label,
      kind: 'text' as const,
      value: () => null,
      width: 24,
    })),
    [],
  );
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="modele-reprise.xlsx"',
    },
  });
}

/** One scan of a convention, the current one or a replaced one, as it was dropped. */
export async function serveScan(ctx: Context, id: string, scanId: string): Promise<Response> {
  try {
    await prove(ctx.db, ctx.ability, 'read', 'Convention', id);
    const scan = await ctx.db.conventionScan.findFirst({
      where: { id: scanId, conventionId: id },
      include: { file: true },
    });
    if (!scan) throw notFound('Cette numérisation');
    refuseEliminated(scan.file);
    return new Response(new Uint8Array(scan.file.bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(scan.file.name)}`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
