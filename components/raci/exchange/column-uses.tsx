import { Select } from '@/components/ui/select';
import type { ColumnUse } from '@/server/raci/exchange/columns';
import type { ExchangedTable } from '@/server/raci/exchange/schema';

const ALONE = 'laisser';

/** What each column of the table holds, as recognised, to be said otherwise. */
export function ColumnUses({
  table,
  actors,
  onUse,
}: {
  table: ExchangedTable;
  actors: readonly { key: string; label: string; short: string }[];
  onUse: (index: number, use: ColumnUse) => void;
}) {
  const choices = [
    { id: ALONE, label: 'Laisser de côté' },
    { id: 'activity', label: 'L’activité' },
    { id: 'phase', label: 'La phase' },
    { id: 'number', label: 'Le numéro' },
    ...actors.map(({ key, label, short }) => ({ id: `actor:${key}`, label, detail: short })),
    { id: 'new', label: 'Un nouvel acteur', detail: 'La colonne est ajoutée à la matrice' },
  ];
  return (
    <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
      {table.heads.map((head, index) => {
        const samples = [
          ...new Set(table.rows.map(({ cells }) => (cells[index] ?? '').slice(0, 30)).filter(Boolean)),
        ].slice(0, 3);
        return (
          // Columns never move: their place is what they are.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of the column is its identity
          <li key={index}>
            <Select
              label={head || `Colonne ${index + 1}`}
              {...(samples.length > 0 ? { description: `Par exemple\u00a0: ${samples.join(' · ')}` } : {})}
              choices={choices}
              value={table.columns[index] || ALONE}
              onChange={(id) => onUse(index, (id === ALONE ? '' : (id ?? '')) as ColumnUse)}
            />
          </li>
        );
      })}
    </ul>
  );
}
