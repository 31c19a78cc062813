import { EmptyState } from '@/components/ui/empty-state';
import { Timeline } from '@/components/ui/timeline';
import type { HistoryEntry } from '@/server/audit/queries';

/** The journal of one object: who, under which hat, what, with the values before and after. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  if (entries.length === 0)
    return <EmptyState title="Rien au journal">Chaque changement laissera ici une ligne.</EmptyState>;
  return (
    <Timeline
      label="Historique"
      events={entries.map((entry) => ({
        id: entry.id,
        at: new Date(entry.at).toISOString(),
        title: (
          <>
            <strong>{entry.who}</strong> {entry.sentence}
          </>
        ),
        who: entry.hat,
        ...(entry.changes.length > 0
          ? {
              detail: (
                <ul className="text-soft">
                  {entry.changes.slice(0, 12).map((one) => (
                    <li key={one.label} className="break-words">
                      {one.label}&nbsp;: <Change change={one} />
                    </li>
                  ))}
                </ul>
              ),
            }
          : {}),
      }))}
    />
  );
}

/** Short values stand side by side; long ones one under the other, three lines each. */
function Change({ change: { before, after } }: { change: HistoryEntry['changes'][number] }) {
  const style = before.length + after.length > 90 ? 'line-clamp-3' : '';
  return (
    <>
      {before && <del className={style}>{before}</del>}
      {before && after && !style && ' → '}
      {after && <ins className={`no-underline ${style}`}>{after}</ins>}
      {!after && 'vide'}
    </>
  );
}
