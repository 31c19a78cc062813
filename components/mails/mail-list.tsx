import { administrationCrumb } from '@/components/administration/crumbs';
import { type PageParams, param, paramChoice, readTable } from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDateTime } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { type MailDrawer, mailDrawerLabels, mailDrawers, mailStateWords } from '@/server/mail/domain';
import type { MailLine } from '@/server/mail/queries';
import { Resend } from './resend';

const drawers = Object.keys(mailDrawers) as MailDrawer[];

/** Drawer, page and search of the list of mails, from its address. */
export function readMailFilters(params: PageParams) {
  const { page, take } = readTable(params, { sortable: ['date'], defaultSort: '-date' });
  const q = param(params, 'q').slice(0, 200);
  const drawer = paramChoice(params, 'tiroir', drawers) ?? 'refuses';
  return { drawer, page, size: take, ...(q ? { q } : {}) };
}

const columns: Column[] = [
  { key: 'subject', label: 'Courriel' },
  { key: 'state', label: 'État' },
  { key: 'date', label: 'Écrit le', wideOnly: true },
  { key: 'sent', label: 'Parti le', wideOnly: true },
  { key: 'answer', label: 'Réponse du serveur', wideOnly: true },
  { key: 'act', label: 'Acte', align: 'end' },
];

const noun = ['courriel', 'courriels'] as const;

/** Mails that the application sends: what waits, what left, what was refused and by whom. */
export function MailList({
  items,
  total,
  counts,
  filters,
}: {
  items: readonly MailLine[];
  total: number;
  counts: Record<MailDrawer, number>;
  filters: ReturnType<typeof readMailFilters>;
}) {
  const href = (drawer: MailDrawer) => `?tiroir=${drawer}`;
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb]}
        title="Courriels"
        lead="Écrits avec l’acte qui les cause, envoyés dès que le serveur de courriel les prend. Aucun code n’est montré ici."
      >
        <Tabs
          label="Courriels par état"
          tabs={drawers.map((drawer) => ({
            href: href(drawer),
            label: mailDrawerLabels[drawer],
            count: counts[drawer],
          }))}
          current={href(filters.drawer)}
        />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[{ kind: 'search', name: 'q', label: 'Rechercher', placeholder: 'Adresse, objet' }]}
          count={total}
          noun={noun}
        />
        <DataTable
          id="courriels"
          caption="Courriels"
          columns={columns}
          noun={noun}
          paging={{ page: filters.page, pageSize: filters.size, total }}
          empty={
            <EmptyState title="Aucun courriel dans ce tiroir">
              {filters.drawer === 'refuses'
                ? 'Tous les courriels sont arrivés, ou sont encore en attente.'
                : 'Les courriels paraissent ici dès qu’un acte en écrit.'}
            </EmptyState>
          }
          rows={items.map((mail) => {
            const { label, tone, sentence } = mailStateWords[mail.state];
            return {
              id: mail.id,
              href: `/administration/courriels/${mail.id}`,
              name: `${mail.subject}, à ${mail.to}`,
              cells: {
                subject: (
                  <>
                    {mail.subject}
                    <span className="block break-all font-normal text-soft text-sm">à {mail.to}</span>
                  </>
                ),
                state: (
                  <>
                    <StateBadge tone={tone}>{label}</StateBadge>
                    <span className="block max-w-72 text-soft text-sm">{sentence}</span>
                  </>
                ),
                date: formatDateTime(mail.createdAt),
                sent: mail.sentAt ? formatDateTime(mail.sentAt) : '–',
                answer: <span className="block max-w-72 break-words text-sm">{mail.answer ?? '–'}</span>,
                act: mail.canResend ? (
                  <Resend id={mail.id} to={mail.to} uncertain={mail.state === 'uncertain'} />
                ) : (
                  '–'
                ),
              },
            };
          })}
        />
      </div>
    </>
  );
}
