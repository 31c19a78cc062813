import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Exported, ExportMenu } from '@/components/lists/export-menu';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable, type Row } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted, formatDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { ViewsBar } from '@/components/views/views-bar';
import { aafStatuses, aafStatusLabels } from '@/server/aaf/domain';
import type { AttachmentLine } from '@/server/aaf/queries';
import type { Role } from '@/server/access/roles';
import type { ViewLine } from '@/server/views/queries';
import { BulkActs } from './bulk-acts';
import { drawerLabels, queueId, schoolNoun, toneOf } from './words';

type Counts = Partial<Record<string, number>>;

const sum = (counts: Counts, states: readonly string[]) =>
  states.reduce((total, state) => total + (counts[state] ?? 0), 0);

function Mark({ met, message }: { met: boolean; message: string }) {
  return met ? (
    <span className="text-success">
      <Check aria-hidden className="size-5" />
      <span className="sr-only">Oui</span>
    </span>
  ) : (
    <span className="text-danger" title={message}>
      <X aria-hidden className="size-5" />
      <span className="sr-only">Non&nbsp;: {message}</span>
    </span>
  );
}

/** A check that everyone on the page passes, and that is rarely the question, waits in « Affichage ». */
const quiet = new Set(['uai_valid', 'product_is_ent', 'no_living_attachment']);

function columnsOf(items: readonly AttachmentLine[]): Column[] {
  const checks = new Map<string, { label: string; met: boolean }>();
  for (const { code, label, met } of items.flatMap(({ checklist }) => checklist))
    checks.set(code, { label, met: met && (checks.get(code)?.met ?? true) });
  return [
    { key: 'school', label: 'École' },
    { key: 'status', label: 'État' },
    { key: 'convention', label: 'Convention' },
    ...[...checks].map(([key, { label, met }]) => ({
      key,
      label,
      wideOnly: true,
      hiddenAtFirst: met && quiet.has(key),
    })),
    { key: 'wanted', label: 'Souhaité le', wideOnly: true },
    { key: 'product', label: 'Solution', wideOnly: true, hiddenAtFirst: true },
    { key: 'project', label: 'Projet', wideOnly: true, hiddenAtFirst: true },
  ];
}

function rowOf(line: AttachmentLine, hrefOf: (id: string) => string): Row {
  const missing = line.checklist.filter(({ met }) => !met).length;
  return {
    id: line.id,
    href: hrefOf(line.id),
    name: `${line.school.name}, ${line.school.communeName}`,
    cells: {
      school: (
        <span className="block min-w-36 md:min-w-60">
          {line.school.name}
          <span className="tabular block font-normal text-soft text-sm">
            {line.uai} · {line.school.communeName} ({line.school.departmentCode})
          </span>
        </span>
      ),
      status: (
        <>
          <StateBadge tone={toneOf(aafStatusLabels[line.status].tone)}>
            {aafStatusLabels[line.status].label}
          </StateBadge>
          <span className="tabular block whitespace-nowrap text-soft text-sm">
            le {formatDate(line.statusSince)}
          </span>
          {missing > 0 && (
            <span className="block text-danger text-sm md:hidden">
              {counted(missing, 'pièce manquante', 'pièces manquantes')}
            </span>
          )}
        </>
      ),
      convention: <span className="tabular whitespace-nowrap">{line.convention.number}</span>,
      wanted: formatDate(line.request.wantedOn),
      product: line.product.name,
      project: line.project.name,
      ...Object.fromEntries(
        line.checklist.map(({ code, met, message }) => [
          code,
          <Mark key={code} met={met} message={message} />,
        ]),
      ),
    },
  };
}

/** The queue of attachments: what waits, its checklist in columns, acts on many at once. */
export function Queue({
  items,
  filters,
  views,
  mayShareViews,
  total,
  counts,
  paging,
  role,
  mayRequest,
  isFiltered,
  conventions,
  detachCount,
  resumeCount,
  address,
  panel,
}: {
  items: readonly AttachmentLine[];
  /** What the list shows, without its page: what is exported. */
  filters: Extract<Exported, { list: 'aaf' }>['filters'];
  views: ViewLine[];
  mayShareViews: boolean;
  total: number;
  counts: Counts;
  paging: { page: number; pageSize: number };
  role: Role;
  mayRequest: boolean;
  isFiltered: boolean;
  conventions: readonly { id: string; label: string }[];
  detachCount: number;
  /** Schools suspended with a convention whose suspension is lifted. */
  resumeCount: number;
  /** Address of this list as it is, without the open school. */
  address: string;
  /** The school or the request opened beside the list. */
  panel: ReactNode;
}) {
  const drawers = {
    todo: sum(counts, ['requested', 'checked', 'test']),
    in_place: sum(counts, ['attached', 'suspended']),
    closed: sum(counts, ['rejected', 'cancelled', 'detached']),
    all: sum(counts, aafStatuses),
  };
  const base = new URLSearchParams(address);
  base.delete('page');
  const withState = (state: string) => {
    const next = new URLSearchParams(base);
    next.set('etat', state);
    return `?${next}`;
  };
  const opened = (id: string) => {
    const next = new URLSearchParams(address);
    next.set('ecole', id);
    return `?${next}`;
  };
  const ask = mayRequest && (
    <ButtonLink href="/accrochage/demande" variant="primary">
      Demander un accrochage
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Accrochage AAF"
        lead="De la demande à l’ouverture de l’annuaire, école par école."
        action={ask || undefined}
      >
        <Tabs
          label="Tiroirs de la file"
          tabs={(Object.keys(drawerLabels) as (keyof typeof drawerLabels)[]).map((id) => ({
            href: withState(id),
            label: drawerLabels[id],
            count: drawers[id],
          }))}
          current={withState(base.get('etat') ?? 'todo')}
        />
      </PageHeader>
      <div className="flex flex-col gap-4">
        {detachCount > 0 && (
          <Notice
            tone="warning"
            title={`${counted(detachCount, 'accrochage n’est plus couvert', 'accrochages ne sont plus couverts')} par une convention.`}
            actions={
              <ButtonLink size="sm" href="/accrochage?vue=decrochages">
                Voir les écoles à décrocher
              </ButtonLink>
            }
          >
            Rien n’est décroché sans vous.
          </Notice>
        )}
        {resumeCount > 0 && (
          <Notice
            tone="info"
            title={`${counted(resumeCount, 'école suspendue est à reprendre', 'écoles suspendues sont à reprendre')}.`}
            actions={
              <ButtonLink size="sm" href="/accrochage?vue=decrochages">
                Voir les écoles à reprendre
              </ButtonLink>
            }
          >
            La suspension de leur convention est levée.
          </Notice>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ViewsBar list="aaf" views={views} mayShare={mayShareViews} />
          <ExportMenu exported={{ list: 'aaf', filters }} />
        </div>
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Rechercher une école', placeholder: 'Nom, UAI, commune' },
            {
              kind: 'one',
              name: 'convention',
              label: 'Convention',
              allLabel: 'Toutes',
              choices: conventions,
            },
          ]}
          count={total}
          noun={schoolNoun}
        />
        <div className={panel ? 'grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]' : ''}>
          <div className={`min-w-0 ${panel ? 'max-xl:order-2' : ''}`}>
            <DataTable
              id={queueId}
              caption="File des accrochages"
              columns={columnsOf(items)}
              rows={items.map((line) => rowOf(line, opened))}
              paging={{ ...paging, total }}
              noun={schoolNoun}
              scroll="box"
              bulk={
                <BulkActs
                  tableId={queueId}
                  role={role}
                  lines={items.map(({ id, version, actions }) => ({ id, version, actions }))}
                />
              }
              empty={
                <EmptyState
                  title={isFiltered ? 'Aucune école ne répond à ces filtres' : 'Rien dans ce tiroir'}
                  actions={(!isFiltered && ask) || undefined}
                >
                  {isFiltered
                    ? 'Élargissez la recherche, ou regardez dans un autre tiroir.'
                    : 'Une demande porte sur les écoles d’une convention signée\u00a0; elle arrive ici avec sa liste de contrôle.'}
                </EmptyState>
              }
            />
          </div>
          {panel}
        </div>
      </div>
    </>
  );
}
