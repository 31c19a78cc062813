import { toneOf } from '@/components/conventions/tone';
import { Badge, StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate, formatLongDate, formatMonth } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { RenewalLine } from '@/server/renewal/queries';

const words: Record<NonNullable<RenewalLine['proposal']>['state'], string> = {
  open: 'À examiner',
  accepted: 'Acceptée',
  postponed: 'Reportée',
  refused: 'Écartée',
  superseded: 'Remplacée',
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Conventions that end within eighteen months, by the month of their term. */
export function RenewalsPage({ lines }: { lines: readonly RenewalLine[] }) {
  const months = [...new Set(lines.map(({ month }) => month))];
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Conventions', href: '/conventions' }]}
        title="Renouvellements"
        lead="Les conventions qui s’achèvent dans les dix-huit mois, et celles qui viennent de s’achever sans suite."
      />
      {lines.length === 0 && (
        <EmptyState title="Aucune convention ne s’achève bientôt">
          Une proposition s’ouvre douze, six et trois mois avant chaque terme.
        </EmptyState>
      )}
      <div className="flex flex-col gap-10">
        {months.map((month) => {
          const own = lines.filter((line) => line.month === month);
          return (
            <Section key={month} title={capital(formatMonth(`${month}-01`))} count={own.length}>
              <ul className="flex flex-col">
                {own.map((line) => (
                  <li key={line.id} className="flex flex-col gap-1 border-line border-t py-3">
                    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                      <Link href={`/conventions/${line.id}`} className="font-semibold">
                        {line.authority}
                      </Link>
                      <span className="tabular text-soft">{line.number}</span>
                      <StateBadge tone={toneOf(line.statusLabel.tone)}>{line.statusLabel.label}</StateBadge>
                      {line.proposal && <Badge tone="info">{words[line.proposal.state]}</Badge>}
                      {line.denounced && <Badge tone="warning">Reconduction refusée</Badge>}
                    </p>
                    <p className="text-soft text-sm">
                      {line.terminatesOn
                        ? `Résiliée à compter du ${formatLongDate(line.terminatesOn)}`
                        : `Terme le ${formatDate(line.endsOn)}`}{' '}
                      · {counted(line.schools, 'école')}
                      {line.successor && (
                        <>
                          {' · suite : '}
                          <Link href={`/conventions/${line.successor.id}`}>{line.successor.number}</Link> (
                          {line.successor.statusLabel.label.toLowerCase()})
                        </>
                      )}
                    </p>
                    {line.warning && <p className="text-warning">{line.warning}</p>}
                  </li>
                ))}
              </ul>
            </Section>
          );
        })}
      </div>
    </>
  );
}
