import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { AgreementColumn } from '@/server/raci/agreement/queries';
import { meaningsInWords } from '../words';

/** The objections that stand, with what was said and whose turn it is. */
export function Objections({
  columns,
  projectId,
  canEdit,
}: {
  columns: readonly AgreementColumn[];
  projectId: string;
  canEdit: boolean;
}) {
  const found = columns.flatMap((column) =>
    column.cells.filter(({ state }) => state === 'objected').map((cell) => ({ column, cell })),
  );
  if (found.length === 0) return null;
  return (
    <Section
      title="Objections"
      count={found.length}
      lead={
        canEdit
          ? 'C’est à vous, qui tenez la matrice\u00a0: modifiez la case, et la partie se prononcera à nouveau, ou convenez avec elle qu’elle lève son objection.'
          : 'Ceux qui tiennent la matrice (l’académie et la collectivité) modifient la case, ou en conviennent avec la partie.'
      }
    >
      <ul className="flex flex-col gap-3">
        {found.map(({ column, cell }) => (
          <li
            key={`${cell.activityId} ${column.key}`}
            className="rounded-md border border-line border-l-4 border-l-danger bg-surface px-4 py-3"
          >
            <p className="font-semibold">
              {cell.number}. {cell.label}
            </p>
            <p className="text-sm">{`${column.label}\u00a0: ${meaningsInWords(cell.meanings)}.`}</p>
            {cell.answer?.comment && (
              <blockquote className="my-2 border-line border-l-2 pl-3">{cell.answer.comment}</blockquote>
            )}
            <p className="text-soft text-sm">
              {cell.answer &&
                `${cell.answer.byName}${cell.answer.onBehalf ? ' (consigné par l’académie)' : ''}, le ${formatDate(cell.answer.at.slice(0, 10))}. `}
              <Link href={`/responsabilites/${projectId}#case-${cell.activityId}-${column.key}`}>
                Voir dans la matrice
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
