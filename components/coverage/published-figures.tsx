import { counted, formatDate, formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import type { PublishedFigureView } from '@/server/coverage/published/queries';

/** Figures as others published them: nothing is recomputed, each says its source, date, scope and denominator. */
export function PublishedFigures({ figures }: { figures: PublishedFigureView[] }) {
  if (figures.length === 0)
    return <p className="text-soft">Aucun chiffre publié n’est connu pour ce degré et ce territoire.</p>;
  return (
    <ul className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
      {figures.map((figure) => (
        <li key={figure.id} className="break-inside-avoid border-edge border-l-2 pl-3">
          <p className="font-semibold">
            <span className="tabular text-soft">{figure.departmentCode}</span> {figure.departmentName}
          </p>
          <p className="text-lg">{figure.band}</p>
          <p className="text-sm">
            {counted(figure.rate.numerator, 'école')}
            {figure.rate.denominator === null
              ? figure.rate.scope.includes('dénominateur non publié')
                ? ''
                : ', dénominateur non publié'
              : ` sur ${formatNumber(figure.rate.denominator)}`}
            {figure.rate.ratio !== null && `, soit ${formatPercent(figure.rate.ratio)}`}
          </p>
          {figure.rate.over && <p className="text-sm text-warning">{figure.rate.explanation}</p>}
          <p className="mt-1 text-soft text-xs">
            {figure.rate.scope} ·{' '}
            {figure.sourceUrl ? <Link href={figure.sourceUrl}>{figure.source}</Link> : figure.source}
            {figure.publishedOn
              ? `, ${formatDate(figure.publishedOn)}`
              : figure.source.includes(String(figure.year))
                ? ''
                : `, ${figure.year}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
