import type { ReactNode } from 'react';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { clueWords, sideWords } from '@/server/territory/directory/change-words';
import type { SchoolHistoryLine } from '@/server/territory/history';

/** What happened, as a sentence. */
function sentence({ kind, from, to, other, clue }: SchoolHistoryLine): ReactNode {
  const link = other && <Link href={`/couverture/ecoles/${other.uai}`}>{other.name}</Link>;
  const why = clue ? ` (${clueWords[clue] ?? clue})` : '';
  switch (kind) {
    case 'opened':
      return 'Ouverture';
    case 'closed':
      return 'Fermeture';
    case 'reopened':
      return 'Réouverture';
    case 'merged':
      return to === null ? (
        <>
          Accueil probable des élèves de {link}
          {why}
        </>
      ) : (
        <>
          Fusion probable avec {link ?? to}
          {why}
        </>
      );
    case 'renamed':
      return `Changement de nom\u00a0: «\u00a0${from}\u00a0» devient «\u00a0${to}\u00a0»`;
    case 'moved':
      return `Changement de commune\u00a0: de ${from} à ${to}`;
    case 'nature':
      return `Changement de nature\u00a0: ${sideWords('nature', from)} devenue ${sideWords('nature', to)}`;
    case 'sector':
      return `Changement de secteur\u00a0: ${sideWords('sector', from)} devenu ${sideWords('sector', to)}`;
    case 'announced':
      return `Annoncée ${sideWords('announced', to)}`;
    default:
      return 'Mise à jour';
  }
}

/** What the directories told of a school over time, latest first. */
export function SchoolHistory({
  events,
  firstSeenOn,
}: {
  events: readonly SchoolHistoryLine[];
  /** Day on which it came into this directory; null where that means nothing. */
  firstSeenOn: string | null;
}) {
  const lines = [
    ...events.map((event) => ({ id: event.id, on: event.on, said: sentence(event) })),
    ...(firstSeenOn
      ? [{ id: 'entree', on: firstSeenOn, said: 'Entrée dans l’annuaire de cette application' }]
      : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Section title="Histoire" lead="Selon les annuaires successifs.">
      <ul className="flex flex-col gap-2">
        {lines.map(({ id, on, said }) => (
          <li key={id} className="grid gap-x-4 sm:grid-cols-[6.5rem_1fr]">
            <time dateTime={on} className="tabular text-soft">
              {formatDate(on)}
            </time>
            <span>{said}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
