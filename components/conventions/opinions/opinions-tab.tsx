import type { ReactNode } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate, formatDeadline } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { linkSentences } from '@/server/conventions/review/link';
import type { ReviewState } from '@/server/conventions/review/queries/state';
import { opinionLabels, verdictLabels } from '../labels';
import { AnswerForm } from './answer-form';
import { AskOpinion, InviteExpert, PendingActs } from './ask-forms';
import { OpinionForm } from './opinion-form';
import { ReactionForm } from './reaction-form';
import { SinceOpinion } from './since-opinion';

type Opinion = ConventionDetail['opinions'][number];
type State = ReviewState['opinions'][number];

/** The opinions that count now, side by side, their reservations answered one by one; then the earlier ones. */
export function OpinionsTab({ convention, review }: { convention: ConventionDetail; review: ReviewState }) {
  const current = convention.opinions.filter((opinion) => opinion.current);
  const earlier = convention.opinions.filter((opinion) => !opinion.current);
  const leads = convention.abilities.answer && convention.status === 'academic_review';
  if (current.length === 0)
    return (
      <EmptyState title="Aucun avis demandé">
        L’avis du délégué à la protection des données et l’avis juridique sont demandés quand le projet est
        soumis à l’examen.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-8">
      {leads && (
        <div className="flex flex-wrap gap-2">
          <AskOpinion id={convention.id} />
          <InviteExpert id={convention.id} />
        </div>
      )}
      <div className="grid gap-8 lg:grid-cols-2">
        {current.map((opinion) => {
          const state = review.opinions.find((one) => one.id === opinion.id);
          return (
            state && <OpinionBlock key={opinion.id} opinion={opinion} state={state} convention={convention} />
          );
        })}
      </div>
      {earlier.length > 0 && (
        <Section title="Avis précédents">
          <ul className="flex flex-col gap-2">
            {earlier.map((opinion) => (
              <li key={opinion.id}>
                {opinionLabels[opinion.kind]}, demande n° {opinion.round}&nbsp;:{' '}
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

function OpinionBlock({
  opinion,
  state,
  convention,
}: {
  opinion: Opinion;
  state: State;
  convention: ConventionDetail;
}) {
  const examining = convention.status === 'academic_review';
  const mine = state.mine && examining;
  const title = state.expert ? `Avis de ${state.expert.name} (expert invité)` : opinionLabels[opinion.kind];
  const since = (
    <SinceOpinion
      id={convention.id}
      version={convention.version}
      state={state}
      isGiven={opinion.verdict !== null}
      canDecide={mine}
    />
  );
  return (
    <Section title={title}>
      {state.question && (
        <p className="text-soft">
          {state.requestedBy ?? 'L’académie'} demande&nbsp;:{' '}
          <span className="text-ink">{state.question}</span>
        </p>
      )}
      {opinion.verdict ? (
        <>
          <GivenLine opinion={opinion} state={state} />
          {since}
          {opinion.comment && <p className="whitespace-pre-line break-words">{opinion.comment}</p>}
          <Reservations opinion={opinion} state={state} convention={convention} mine={mine} />
          {state.basis && (
            <p>
              <ButtonLink
                size="sm"
                variant="quiet"
                href={`/conventions/${convention.id}/comparaison?de=${state.basis}&a=${convention.frozen?.hasPdf ? 'signe' : 'actuel'}`}
              >
                {convention.frozen?.hasPdf ? 'Comparer à ce qui est signé' : 'Comparer au texte actuel'}
              </ButtonLink>
            </p>
          )}
        </>
      ) : (
        <Awaited opinion={opinion} state={state} convention={convention} title={title}>
          {since}
          {mine && opinion.kind !== 'expert' && (
            <OpinionForm id={convention.id} kind={opinion.kind} version={convention.version} />
          )}
        </Awaited>
      )}
    </Section>
  );
}

function GivenLine({ opinion, state }: { opinion: Opinion; state: State }) {
  if (!opinion.verdict) return null;
  return (
    <p className="flex flex-wrap items-center gap-3">
      <StateBadge tone={verdictLabels[opinion.verdict].tone}>
        {verdictLabels[opinion.verdict].label}
      </StateBadge>
      <span className="text-soft">
        {opinion.givenByName}, le {formatDate(opinion.givenAt ?? opinion.requestedAt)}
        {opinion.onVersion !== null && `, sur la version ${opinion.onVersion}`}
        {state.carried
          ? ', repris du projet précédent\u00a0: le texte n’a pas changé'
          : state.confirmedAt && `, confirmé le ${formatDate(state.confirmedAt)}`}
      </span>
    </p>
  );
}

function Awaited({
  opinion,
  state,
  convention,
  title,
  children,
}: {
  opinion: Opinion;
  state: State;
  convention: ConventionDetail;
  title: string;
  children: ReactNode;
}) {
  const leads = convention.abilities.answer && convention.status === 'academic_review';
  const isRequired = opinion.kind === 'dpo' || opinion.kind === 'legal';
  return (
    <>
      <p>
        Demandé le {formatDate(opinion.requestedAt)}, attendu le {formatDate(opinion.dueOn)} (
        {formatDeadline(opinion.dueOn, convention.asOf)}).
      </p>
      {state.expert && (
        <p className="text-soft">
          {state.expert.death
            ? `Lien éteint. ${linkSentences[state.expert.death]}`
            : `Lien ouvert${state.expert.email ? `, envoyé à ${state.expert.email}` : ''}.`}
        </p>
      )}
      {convention.missing.length > 0 && (
        <p className="text-soft">
          Le texte a encore {counted(convention.missing.length, 'champ')} à compléter.
        </p>
      )}
      {children}
      {leads && (
        <PendingActs
          id={convention.id}
          opinionId={opinion.id}
          name={title}
          withdrawLabel={isRequired ? null : state.expert ? 'Révoquer le lien' : 'Retirer la demande'}
        />
      )}
    </>
  );
}

function Reservations({
  opinion,
  state,
  convention,
  mine,
}: {
  opinion: Opinion;
  state: State;
  convention: ConventionDetail;
  mine: boolean;
}) {
  const { reservations } = opinion;
  if (reservations.length === 0) return null;
  const answering = convention.abilities.answer && convention.status === 'academic_review';
  return (
    <>
      <p>
        {state.answered} {state.answered > 1 ? 'réserves' : 'réserve'} sur {reservations.length}{' '}
        {state.answered > 1 ? 'ont' : 'a'} une réponse
        {state.maintained > 0 && `, ${counted(state.maintained, 'maintenue')}`}.
      </p>
      <ol className="flex flex-col gap-4" aria-label="Réserves">
        {reservations.map((reservation) => {
          const { reaction, note } = state.reactions[reservation.id] ?? { reaction: null, note: null };
          return (
            <li key={reservation.id} className="rounded-md border border-line p-4">
              <p className="whitespace-pre-line break-words">
                <strong>Réserve {reservation.position}.</strong> {reservation.text}
              </p>
              {reservation.answer && (
                <p className="mt-2 whitespace-pre-line break-words text-soft">
                  <strong>Réponse.</strong> {reservation.answer}
                </p>
              )}
              {reaction && (
                <p className="mt-2 flex flex-wrap items-center gap-2">
                  <StateBadge tone={reaction === 'maintained' ? 'warning' : 'success'}>
                    {reaction === 'maintained' ? 'Réserve maintenue' : 'Réponse acceptée'}
                  </StateBadge>
                  {note && <span className="text-soft">{note}</span>}
                </p>
              )}
              {mine && reservation.answer && !reaction && (
                <ReactionForm
                  id={convention.id}
                  reservationId={reservation.id}
                  position={reservation.position}
                />
              )}
              {answering && (!reservation.answer || reaction === 'maintained') && (
                <AnswerForm
                  id={convention.id}
                  reservationId={reservation.id}
                  position={reservation.position}
                />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
