import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatMonth } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Deadline } from '@/server/dashboard/domain';
import { DeadlineList } from './deadline-list';

/** The months from this one on: `yyyy-mm`, thirteen of them, since a year ends within its first month. */
function months(today: string): string[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  return Array.from({ length: 13 }, (_, step) => {
    const index = year * 12 + month + step;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

/** What ends or falls due within twelve months, month by month; late ones on top. */
export function AgendaPage({
  deadlines,
  today,
  now,
}: {
  deadlines: readonly Deadline[];
  today: string;
  now: Date;
}) {
  const late = deadlines.filter((one) => one.late);
  const line = months(today).map((month) => ({
    month,
    own: deadlines.filter((one) => !one.late && one.on.startsWith(month)),
  }));
  return (
    <>
      <PageHeader
        title="Agenda"
        lead="Douze mois d’échéances : conventions et marchés qui se terminent, avis attendus."
      />
      {deadlines.length === 0 ? (
        <EmptyState title="Aucune échéance dans les douze mois">
          Les fins de convention, les fins de marché et les avis attendus paraîtront ici.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          <nav aria-label="Mois" className="overflow-x-auto print:hidden">
            <ol className="flex min-w-max rounded-md border border-edge bg-surface">
              {line.map(({ month, own }) => (
                <li key={month} className="border-line border-l px-3 py-1.5 text-sm first:border-l-0">
                  {own.length > 0 ? (
                    <Link href={`#${month}`} className="relative block">
                      {formatMonth(`${month}-01`)}
                      <span className="tabular block text-ink text-lg no-underline">{own.length}</span>
                      <span className="sr-only">{counted(own.length, 'échéance').replace(/^\d+\s/, '')}</span>
                    </Link>
                  ) : (
                    <span className="text-soft">
                      {formatMonth(`${month}-01`)}
                      <span className="tabular block text-lg">0</span>
                    </span>
                  )}
                </li>
              ))}
            </ol>
          </nav>
          {late.length > 0 && (
            <Section title="En retard" count={late.length}>
              <div className="max-w-3xl">
                <DeadlineList deadlines={late} now={now} />
              </div>
            </Section>
          )}
          {line
            .filter(({ own }) => own.length > 0)
            .map(({ month, own }) => (
              <Section key={month} id={month} title={formatMonth(`${month}-01`)} count={own.length}>
                <div className="max-w-3xl">
                  <DeadlineList deadlines={own} now={now} />
                </div>
              </Section>
            ))}
        </div>
      )}
    </>
  );
}
