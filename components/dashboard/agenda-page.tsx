import { CalendarPlus } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { formatMonth, plural } from '@/components/ui/format';
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

const short = new Intl.DateTimeFormat('fr-FR', { month: 'short', year: '2-digit', timeZone: 'UTC' });
/** « nov. 26 ». */
const shortMonth = (month: string) => short.format(new Date(`${month}-01T00:00:00Z`));
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

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
        lead="Douze mois d’échéances&nbsp;: fins de convention et de marché, avis attendus, prises d’effet, séances de délibération, étapes de projet."
        action={
          <ButtonLink href="/compte#agenda" icon={<CalendarPlus aria-hidden />}>
            Dans mon logiciel d’agenda
          </ButtonLink>
        }
      />
      {deadlines.length === 0 ? (
        <EmptyState title="Aucune échéance dans les douze mois">
          Les fins de convention, les fins de marché et les avis attendus paraîtront ici.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          <nav aria-label="Mois" className="overflow-x-auto print:hidden">
            <ol className="grid min-w-max grid-cols-[repeat(13,minmax(4.25rem,1fr))] rounded-md border border-edge bg-surface text-sm">
              {line.map(({ month, own }) => (
                <li key={month} className="border-line border-l px-2.5 py-1.5 first:border-l-0">
                  <span className="block text-soft text-xs">{shortMonth(month)}</span>
                  {own.length > 0 ? (
                    <Link href={`#${month}`} className="tabular relative font-semibold text-lg">
                      {own.length}
                      <span className="sr-only">
                        {plural(own.length, ' échéance', ' échéances')} en {formatMonth(`${month}-01`)}
                      </span>
                    </Link>
                  ) : (
                    <span className="text-lg text-soft">0</span>
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
              <Section key={month} id={month} title={capital(formatMonth(`${month}-01`))} count={own.length}>
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
