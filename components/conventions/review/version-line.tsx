import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDateTime } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import type { Version } from '@/server/conventions/review/queries/versions';

/** The kept texts on a line, oldest first: what each was kept for, and the comparisons one click away. */
export function VersionLine({
  id,
  versions,
  isFrozen,
}: {
  id: string;
  versions: readonly Version[];
  /** A text is frozen for signature: what the DPD approved may be compared with it. */
  isFrozen: boolean;
}) {
  const last = versions.at(-1);
  const approved = versions.some(({ moments }) =>
    moments.some(({ label }) => label.startsWith('Avis du DPD')),
  );
  return (
    <Section
      title="Versions du texte"
      count={versions.length}
      lead="Le texte est gardé à chaque étape qui compte&nbsp;; deux étapes qui disent la même chose partagent une version."
      action={
        <ButtonLink
          size="sm"
          href={`/conventions/${id}/comparaison?de=dpd&a=${isFrozen ? 'signe' : 'actuel'}`}
          reason={approved ? null : 'Le délégué à la protection des données n’a pas encore rendu d’avis.'}
        >
          {isFrozen ? 'Approuvé par le DPD / signé' : 'Approuvé par le DPD / actuel'}
        </ButtonLink>
      }
    >
      {versions.length === 0 ? (
        <EmptyState title="Aucune version gardée" level={3}>
          La première est gardée quand le projet est soumis à l’examen.
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-0 border-line border-l-2 pl-5">
          {versions.map((version, index) => {
            const previous = versions[index - 1];
            return (
              <li key={version.id} className="relative flex flex-col gap-1 pb-5">
                <span aria-hidden className="absolute top-1.5 -left-[1.7rem] size-3 rounded-full bg-accent" />
                <span className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                  <strong>Texte n° {version.number}</strong>
                  <span className="flex flex-wrap gap-2">
                    {previous && (
                      <ButtonLink
                        size="sm"
                        variant="quiet"
                        href={`/conventions/${id}/comparaison?de=${previous.id}&a=${version.id}`}
                      >
                        Comparer au n° {previous.number}
                      </ButtonLink>
                    )}
                    <ButtonLink
                      size="sm"
                      variant="quiet"
                      href={`/conventions/${id}/comparaison?de=${version.id}&a=${version === last ? 'actuel' : last?.id}`}
                    >
                      {version === last ? 'Comparer au texte actuel' : `Comparer au n° ${last?.number}`}
                    </ButtonLink>
                  </span>
                </span>
                <ul className="text-sm">
                  {version.moments.map((moment) => (
                    <li key={moment.id}>
                      {moment.label}, {formatDateTime(moment.at)} – {moment.by}
                    </li>
                  ))}
                </ul>
                <span className="break-all font-mono text-soft text-xs">SHA-256 {version.sha256}</span>
              </li>
            );
          })}
        </ol>
      )}
    </Section>
  );
}
