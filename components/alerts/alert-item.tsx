import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { kindWords, severityWords } from '@/server/alerts/domain';
import type { AlertLine } from '@/server/alerts/queries';

/** One alert: what, why, the last reminder, and the way to the act. */
export function AlertItem({
  alert,
  before,
  after,
}: {
  alert: AlertLine;
  before?: ReactNode;
  after?: ReactNode;
}) {
  const { last } = alert;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-t py-3 first:border-t-0">
      {before}
      <div className="min-w-[min(100%,18rem)] flex-1">
        <p className="break-words font-semibold">
          <Link href={alert.href} quiet>
            {alert.title}
          </Link>
        </p>
        <p>{alert.sentence}</p>
        <p className="text-soft text-sm">
          {alert.detail}
          {last && (
            <>
              {' '}
              · rappelé le {formatDate(last.on)} par {last.byName}
            </>
          )}
        </p>
      </div>
      {alert.severity !== 'info' && (
        <StateBadge tone={alert.severity}>{severityWords[alert.severity].label}</StateBadge>
      )}
      <div className="flex flex-wrap gap-2 print:hidden">
        {after}
        <ButtonLink href={alert.href} size="sm" icon={<ArrowRight aria-hidden />}>
          {kindWords[alert.kind].act}
          <span className="sr-only">&nbsp;: {alert.title}</span>
        </ButtonLink>
      </div>
    </li>
  );
}
