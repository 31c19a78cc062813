import { StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate, formatDeadline } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { opinionLabels, verdictLabels } from '../labels';
import { AnswerForm } from './answer-form';
import { OpinionForm } from './opinion-form';

type Opinion = ConventionDetail['opinions'][number];

/** Both opinions of the present round side by side, their reservations answered one by one; then the earlier ones. */
export function OpinionsTab({ convention }: { convention: ConventionDetail }) {
  const current = convention.opinions.filter((opinion) => opinion.current);
  const earlier = convention.opinions.filter((opinion) => !opinion.current);
  if (current.length === 0)
    return (
      <EmptyState title="Aucun avis demandé">
        L’avis du délégué à la protection des données et l’avis juridique sont demandés quand le projet est
        soumis à l’examen.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-8">
      <div className="grid gap-8 lg:grid-cols-2">
        {current.map((opinion) => (
          <OpinionBlock key={opinion.id} opinion={opinion} convention={convention} />
        ))}
      </div>
      {earlier.length > 0 && (
        <Section title="Avis précédents">
          <ul className="flex flex-col gap-2">
            {earlier.map((opinion) => (
              <li key={opinion.id}>
                {opinionLabels[opinion.kind]}, demande n° {opinion.round} :{' '}
                {opinion.verdict ? verdictLabels[opinion.verdict].label.toLowerCase() : 'non rendu'}
                {opinion.givenAt && ` le ${formatDate(opinion.givenAt)}`}
                {opinion.comment && (
                  <span className="block whitespace-pre-line text-soft">{opinion.comment}</span>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function OpinionBlock({ opinion, convention }: { opinion: Opinion; convention: ConventionDetail }) {
  const mine = convention.abilities.opine === opinion.kind && convention.status === 'academic_review';
  const answering = convention.abilities.answer && convention.status === 'academic_review';
  return (
    <Section title={opinionLabels[opinion.kind]}>
      {opinion.verdict ? (
        <>
          <p className="flex flex-wrap items-center gap-3">
            <StateBadge tone={verdictLabels[opinion.verdict].tone}>
              {verdictLabels[opinion.verdict].label}
            </StateBadge>
            <span className="text-soft">
              {opinion.givenByName}, le {formatDate(opinion.givenAt ?? opinion.requestedAt)}, sur la version{' '}
              {opinion.onVersion}
            </span>
          </p>
          {opinion.comment && <p className="whitespace-pre-line break-words">{opinion.comment}</p>}
          {opinion.reservations.length > 0 && (
            <ol className="flex flex-col gap-4" aria-label="Réserves">
              {opinion.reservations.map((reservation) => (
                <li key={reservation.id} className="rounded-md border border-line p-4">
                  <p className="whitespace-pre-line break-words">
                    <strong>Réserve {reservation.position}.</strong> {reservation.text}
                  </p>
                  {reservation.answer && (
                    <p className="mt-2 whitespace-pre-line break-words text-soft">
                      <strong>Réponse.</strong> {reservation.answer}
                    </p>
                  )}
                  {answering && !reservation.answer && (
                    <AnswerForm
                      id={convention.id}
                      reservationId={reservation.id}
                      position={reservation.position}
                    />
                  )}
                </li>
              ))}
            </ol>
          )}
        </>
      ) : (
        <>
          <p>
            Demandé le {formatDate(opinion.requestedAt)}, attendu le {formatDate(opinion.dueOn)} (
            {formatDeadline(opinion.dueOn, convention.asOf)}).
          </p>
          {mine && opinion.kind !== 'expert' ? (
            <OpinionForm id={convention.id} kind={opinion.kind} version={convention.version} />
          ) : (
            <p className="text-soft">
              {convention.missing.length > 0 &&
                `Le texte a encore ${counted(convention.missing.length, 'champ')} à compléter.`}
            </p>
          )}
        </>
      )}
    </Section>
  );
}
