import { ButtonLink } from '@/components/ui/button-link';
import { formatDate, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { Consolidated } from '@/server/amendments/consolidated';
import { consolidatedNotice } from '@/server/documents/outline';
import { ConventionDocumentView } from '@/server/documents/view';
import { AsOfDay } from './as-of-day';

/** The convention as it applies on a day, with the avenants then in force. */
export function ConsolidatedPage({ text }: { text: Consolidated }) {
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Conventions', href: '/conventions' },
          { label: text.number, href: `/conventions/${text.id}?onglet=avenants` },
        ]}
        title={`Texte consolidé au ${formatLongDate(text.asOf)}`}
        lead={
          text.amendments.length === 0
            ? 'Aucun avenant n’est en vigueur ce jour-là : le texte est celui qui a été signé.'
            : 'Chaque passage modifié cite l’avenant dont il vient.'
        }
        action={
          <ButtonLink href={`/conventions/${text.id}/consolide.pdf?date=${text.asOf}`} variant="primary">
            Télécharger en PDF
          </ButtonLink>
        }
      >
        <Notice tone="warning">{consolidatedNotice}.</Notice>
      </PageHeader>
      <div className="flex flex-col gap-6">
        <AsOfDay key={text.asOf} asOf={text.asOf} today={text.today} />
        {text.amendments.length > 0 && (
          <ul className="flex flex-col gap-1">
            {text.amendments.map((one) => (
              <li key={one.id}>
                <Link href={`/conventions/${one.id}`}>Avenant n°&nbsp;{one.rank}</Link>{' '}
                <span className="text-soft">
                  · depuis le {formatDate(one.effectiveOn)} · {one.summary}
                </span>
              </li>
            ))}
          </ul>
        )}
        <div className="w-full max-w-[56rem] rounded-sm border border-line bg-surface px-4 py-8 sm:px-10 sm:py-12 print:border-0 print:p-0">
          <ConventionDocumentView content={text.content} level={2} />
        </div>
      </div>
    </>
  );
}
