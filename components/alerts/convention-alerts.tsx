import { formatDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import type { AlertLine } from '@/server/alerts/queries';
import { Remind } from './remind';

/** What is wrong or waited for in one convention, the last reminder, and the button that recalls it. */
export function ConventionAlerts({ alerts }: { alerts: readonly AlertLine[] }) {
  const shown = alerts.filter(({ severity, last, remind }) => severity !== 'info' || last || remind);
  if (shown.length === 0) return null;
  return (
    <section aria-label="Alertes de cette convention" className="flex flex-col gap-2">
      {shown.map((alert) => (
        <Notice
          key={alert.key}
          tone={alert.severity}
          actions={
            alert.remind ? (
              <Remind keys={[alert.key]} title={alert.sentence} refusal={alert.remind.refusal} />
            ) : undefined
          }
        >
          {alert.sentence}
          {alert.last && (
            <span className="block text-soft text-sm">
              Rappelé le {formatDate(alert.last.on)} par {alert.last.byName}
              {alert.last.to.length > 0 && `, à ${alert.last.to.join(', ')}`}.
            </span>
          )}
        </Notice>
      ))}
    </section>
  );
}
