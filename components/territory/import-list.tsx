import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable, type Row } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDateTime, formatNumber } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { MAX_BYTES } from '@/server/territory/directory/limits';
import type { ImportLine } from '@/server/territory/imports';
import { ImportProgress } from './import-progress';
import { ImportUpload } from './import-upload';
import { importNoun, importStates } from './words';

const columns: Column[] = [
  { key: 'file', label: 'Fichier' },
  { key: 'state', label: 'État' },
  { key: 'received', label: 'Reçues', align: 'end', wideOnly: true },
  { key: 'created', label: 'Créées', align: 'end', wideOnly: true },
  { key: 'updated', label: 'Modifiées', align: 'end', wideOnly: true },
  { key: 'unchanged', label: 'Inchangées', align: 'end', wideOnly: true },
  { key: 'closed', label: 'Fermées', align: 'end', wideOnly: true },
  { key: 'refused', label: 'Refusées', align: 'end' },
  { key: 'outside', label: 'Hors académie', align: 'end', wideOnly: true },
  { key: 'by', label: 'Par', wideOnly: true },
];

function row(one: ImportLine): Row {
  const state = importStates[one.status];
  const told = one.status === 'done' || one.status === 'prepared' || one.status === 'abandoned';
  const count = (value: number) => (told ? formatNumber(value) : '–');
  return {
    id: one.id,
    href: `/administration/annuaire/${one.id}`,
    name: one.fileName,
    cells: {
      file: (
        <>
          {one.fileName}
          <span className="block font-normal text-soft text-sm">{formatDateTime(one.createdAt)}</span>
        </>
      ),
      state: <StateBadge tone={state.tone}>{state.label}</StateBadge>,
      received: count(one.received),
      created: count(one.created),
      updated: count(one.updated),
      unchanged: count(one.unchanged),
      closed: count(one.closed),
      refused: count(one.refused),
      outside: count(one.outside),
      by: one.by,
    },
  };
}

/** Loading the school directory: the file, what runs, and the reports of what ran. */
export function ImportList({
  imports,
  mayImport,
  maySeeTasks,
  academyName,
  today,
}: {
  imports: { items: ImportLine[]; total: number; page: number; size: number };
  mayImport: boolean;
  maySeeTasks: boolean;
  /** Null for the operator, whose imports take the whole file. */
  academyName: string | null;
  /** Civil date. */
  today: string;
}) {
  const running = imports.items.filter(({ status }) => ['queued', 'running', 'applying'].includes(status));
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Administration', href: '/administration' }]}
        title="Annuaire des établissements"
        action={<ButtonLink href="/ecoles">Voir les écoles</ButtonLink>}
        menu={
          maySeeTasks ? (
            <ButtonLink href="/administration/annuaire/suites">Suites à donner</ButtonLink>
          ) : undefined
        }
        lead={
          academyName === null
            ? 'Un fichier déposé est d’abord lu et comparé\u00a0: vous voyez ce qu’il changerait, puis vous l’appliquez ou l’abandonnez.'
            : 'Un fichier déposé est d’abord lu et comparé\u00a0: vous voyez ce qu’il changerait dans les départements de votre académie, puis vous l’appliquez ou l’abandonnez.'
        }
      />
      <div className="flex flex-col gap-10">
        {mayImport && (
          <Section title="Déposer un fichier">
            <ImportUpload maxBytes={MAX_BYTES} today={today} />
          </Section>
        )}
        {running.length > 0 && (
          <Section
            title="En cours"
            lead="Vous pouvez quitter cette page&nbsp;: le travail continue, son résultat vous attend ici."
          >
            <div className="flex max-w-3xl flex-col gap-4">
              {running.map((one) => (
                <ImportProgress
                  key={one.id}
                  id={one.id}
                  status={one.status}
                  fileName={one.fileName}
                  step={one.step}
                  percent={one.percent}
                />
              ))}
            </div>
          </Section>
        )}
        <Section title="Derniers fichiers">
          <DataTable
            id="imports"
            caption={`Fichiers de l’annuaire (${counted(imports.total, ...importNoun)})`}
            columns={columns}
            paging={{ page: imports.page, pageSize: imports.size, total: imports.total }}
            noun={importNoun}
            empty={
              <EmptyState
                title="Aucun fichier pour l’instant"
                level={3}
                steps={
                  mayImport
                    ? [
                        'Téléchargez «\u00a0Annuaire de l’éducation\u00a0» sur data.education.gouv.fr, au format CSV.',
                        'Déposez le fichier ci-dessus\u00a0: les colonnes sont reconnues d’elles-mêmes.',
                        'Lisez ce qu’il changerait, école par école, puis appliquez-le ou abandonnez-le.',
                      ]
                    : undefined
                }
              >
                L’annuaire est chargé par l’exploitant ou par l’administrateur de chaque académie.
              </EmptyState>
            }
            rows={imports.items.map(row)}
          />
        </Section>
      </div>
    </>
  );
}
