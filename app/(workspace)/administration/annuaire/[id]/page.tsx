import type { Metadata } from 'next';
import { changeOfSlug } from '@/components/territory/changes-address';
import { ImportReportPage } from '@/components/territory/import-report';
import { type PageParams, param, readTable } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';
import { changeKinds } from '@/server/territory/directory/change-kinds';

export const metadata: Metadata = { title: 'Annuaire\u00a0: changements' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const [{ id }, search, caller, { ability }] = await Promise.all([
    params,
    searchParams,
    api(),
    currentContext(),
  ]);
  const report = await orNotFound(() => caller.territory.importReport({ id }));
  const { page, take } = readTable(search, { sortable: ['nom'], defaultSort: 'nom' });
  const kind =
    changeOfSlug(param(search, 'changement')) ?? changeKinds.find((one) => report.changes.counts[one]);
  const changes = kind
    ? await caller.territory.importChanges({
        id,
        kind,
        q: param(search, 'q').slice(0, 200) || undefined,
        department: /^(\d{2}|2[AB]|97\d)$/.test(param(search, 'departement'))
          ? param(search, 'departement')
          : undefined,
        page: Math.min(page, 10_000),
        size: take,
      })
    : null;
  const mayDecide = ability.can('edit', 'DirectoryImport');
  const tasks =
    report.status === 'done' && ability.can('read', 'SchoolTask')
      ? await caller.territory.tasks({ importId: id, size: 1 })
      : null;
  return (
    <ImportReportPage
      report={report}
      changes={kind && changes ? { kind, ...changes } : null}
      tasks={tasks?.counts ?? null}
      mayDecide={mayDecide}
    />
  );
}
