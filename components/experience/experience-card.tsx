import { Badge } from '@/components/ui/badge';
import { counted, formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { degreeLabels, typeLabels } from '@/server/experience/domain';
import type { ExperienceItem } from '@/server/experience/queries';

/** One sheet in a list: what it is about, who wrote it, and the sentence that matched. */
export function ExperienceCard({
  item,
  href,
  level = 2,
}: {
  item: ExperienceItem;
  href: string;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const facts = [
    item.territory || `académie de ${item.academyName}`,
    item.productName,
    item.schools === null ? null : counted(item.schools, 'école'),
  ].filter((fact) => fact !== null);
  return (
    <article className="break-inside-avoid border-line border-b py-5">
      <p className="mb-1 flex flex-wrap gap-2">
        <Badge tone="accent">{typeLabels[item.type]}</Badge>
        <Badge>{degreeLabels[item.degree]}</Badge>
        {item.publishedAt === null && <Badge tone="info">Brouillon</Badge>}
        {item.demonstration && <Badge tone="warning">Démonstration</Badge>}
      </p>
      <Heading className={level === 2 ? 'text-xl' : 'text-lg'}>
        <Link href={href} quiet className="break-words">
          {item.title}
        </Link>
      </Heading>
      {item.snippet && (
        <p className="mt-1.5 max-w-text break-words">
          «{'\u00a0'}
          {item.snippet.map((piece, index) =>
            piece.hit ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence never move
              <mark key={index} className="rounded-sm bg-accent-soft px-0.5 font-semibold text-accent">
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
          {'\u00a0'}»
        </p>
      )}
      <p className="mt-1.5 text-soft text-sm">
        {facts.join(' · ')}
        {facts.length > 0 && ' · '}
        {item.authorName}, {formatDate(item.publishedAt ?? item.updatedAt)}
      </p>
    </article>
  );
}
