'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { counted } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { type AlertKind, kindWords } from '@/server/alerts/domain';
import type { AlertGroup } from '@/server/alerts/queries';
import { AlertItem } from './alert-item';
import { Remind } from './remind';

/** Alerts by kind; those that may be recalled are chosen one by one and recalled together. */
export function AlertGroups({
  groups,
  hrefOf,
}: {
  groups: readonly AlertGroup[];
  /** Address of all the alerts of one kind. */
  hrefOf: Partial<Record<AlertKind, string>>;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const clear = () => setChosen(new Set());
  const toggle = (key: string, on: boolean) =>
    setChosen((held) => {
      const next = new Set(held);
      if (on) next.add(key);
      else next.delete(key);
      return next;
    });
  return (
    <div className="flex flex-col gap-7">
      {groups.map(({ kind, count, lines }) => (
        <section key={kind} aria-labelledby={`alertes-${kind}`}>
          <h2 id={`alertes-${kind}`} className="mb-1 font-semibold text-lg">
            {counted(count, kindWords[kind].one, kindWords[kind].many)}
          </h2>
          <ul>
            {lines.map((alert) => (
              <AlertItem
                key={alert.key}
                alert={alert}
                before={
                  alert.remind && !alert.remind.refusal ? (
                    <span className="print:hidden">
                      <Checkbox
                        label={`Choisir\u00a0: ${alert.title}`}
                        hideLabel
                        value={chosen.has(alert.key)}
                        onChange={(on) => toggle(alert.key, on)}
                      />
                    </span>
                  ) : null
                }
                after={
                  alert.remind && (
                    <Remind keys={[alert.key]} title={alert.title} refusal={alert.remind.refusal} />
                  )
                }
              />
            ))}
          </ul>
          {count > lines.length && (
            <p className="border-line border-t pt-2.5">
              <Link href={hrefOf[kind] ?? '/alertes'}>Voir les {count}</Link>
            </p>
          )}
        </section>
      ))}
      <section
        aria-label="Sélection"
        hidden={chosen.size === 0}
        className="sticky bottom-(--frame-bottom,0px) z-20 rounded-md border border-accent bg-surface px-4 py-2.5 shadow-overlay print:hidden"
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p role="status" className="font-semibold">
            {chosen.size > 0 && `Sélection\u00a0: ${counted(chosen.size, 'alerte')}`}
          </p>
          <Remind keys={[...chosen]} onDone={clear} />
          <Button size="sm" variant="quiet" onPress={clear}>
            Tout désélectionner
          </Button>
        </div>
      </section>
    </div>
  );
}
