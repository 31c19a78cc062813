import type { Prisma } from '@/prisma/generated/client';
import { change, nationalChain, type PersonAct } from '../audit/journal';
import { askWork, workSoon } from '../work/ask';
import { type ExportInput, exportFormatLabels, exportListLabels } from './schema';

/** Asks for a list as a file, made in the background; the journal keeps who took what away. */
export async function askExport(act: PersonAct, input: ExportInput): Promise<{ id: string }> {
  const { title } = exportListLabels[input.list];
  const label = `Export de la liste «\u00a0${title}\u00a0» en ${exportFormatLabels[input.format]}`;
  const work = await change(act, async (tx) => {
    const asked = await askWork(tx, act, {
      kind: 'lists.export',
      label,
      input: JSON.parse(JSON.stringify(input)) as Prisma.InputJsonObject,
    });
    return {
      result: asked,
      journal: {
        chain: act.actor.academyCode ?? nationalChain,
        action: 'list.export_asked',
        objectType: 'BackgroundWork',
        objectId: asked.id,
        after: { label, filters: input.filters },
      },
    };
  });
  await workSoon();
  return { id: work.id };
}
