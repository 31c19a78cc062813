import { Download } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { counted, formatDate, formatDateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Timeline } from '@/components/ui/timeline';
import { type AafStatus, aafStatusLabels } from '@/server/aaf/domain';
import type { AttachmentLine, RequestDetail } from '@/server/aaf/queries';
import { environmentLabels, schoolNoun, toneOf } from './words';

type Stage = { id: string; status: AafStatus; since: Date; reason: string | null; actorName: string };

const yes = (value: boolean) => (value ? 'Oui' : 'Non');

/** Beside the queue: the school that is open, what is missing, what happened, and the request it belongs to. */
export function RequestPanel({
  line,
  stages,
  request,
  closeHref,
}: {
  line: AttachmentLine | null;
  stages: readonly Stage[];
  request: RequestDetail | null;
  closeHref: string;
}) {
  const missing = line?.checklist.filter(({ met }) => !met) ?? [];
  return (
    <aside
      aria-label="Dossier"
      className="flex flex-col gap-5 rounded-md border border-line bg-surface p-4 xl:sticky xl:top-[calc(var(--frame-top,0px)+1rem)] xl:max-h-[calc(100dvh-var(--frame-top,0px)-2rem)] xl:overflow-auto"
    >
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-lg leading-snug">{line ? line.school.name : 'Demande d’accrochage'}</h2>
        <ButtonLink href={closeHref} size="sm" variant="quiet">
          Fermer
        </ButtonLink>
      </div>
      {line && (
        <>
          <div className="flex flex-col items-start gap-2">
            <StateBadge tone={toneOf(aafStatusLabels[line.status].tone)}>
              {aafStatusLabels[line.status].label}
            </StateBadge>
            <p className="tabular text-soft text-sm">
              {line.uai} · {line.school.communeName} ({line.school.departmentCode})
            </p>
            {line.reason && <p>Motif&nbsp;: {line.reason}</p>}
          </div>
          <section aria-label="Liste de contrôle">
            <h3 className="mb-1 text-base">Liste de contrôle</h3>
            {missing.length === 0 ? (
              <p className="text-soft">Tout est en règle.</p>
            ) : (
              <ul className="list-disc space-y-1 pl-5">
                {missing.map(({ code, message }) => (
                  <li key={code}>{message}</li>
                ))}
              </ul>
            )}
          </section>
          <section aria-label="Parcours">
            <h3 className="mb-2 text-base">Parcours</h3>
            <Timeline
              label="Parcours de l’accrochage"
              events={[...stages].reverse().map(({ id, status, since, reason, actorName }) => ({
                id,
                at: new Date(since).toISOString(),
                title: aafStatusLabels[status].label,
                who: actorName,
                tone: toneOf(aafStatusLabels[status].tone),
                ...(reason ? { detail: `Motif\u00a0: ${reason}` } : {}),
              }))}
            />
          </section>
        </>
      )}
      {request && (
        <section aria-label="Demande" className="flex flex-col gap-3 border-line border-t pt-4">
          <h3 className="text-base">Dossier de demande</h3>
          <ButtonLink href={`/accrochage/${request.id}/dossier.zip`} download icon={<Download aria-hidden />}>
            Télécharger le dossier (ZIP)
          </ButtonLink>
          <p className="text-soft text-sm">
            Demandé le {formatDateTime(request.requestedAt)} par {request.requestedByName}&nbsp;:{' '}
            {counted(request.schools, ...schoolNoun)} (
            {request.states
              .map(({ status, count }) => `${aafStatusLabels[status].label}\u00a0: ${count}`)
              .join(', ')}
            ).
          </p>
          <DescriptionList
            facts={[
              {
                label: 'Convention',
                value: (
                  <Link href={`/conventions/${request.convention.id}`}>{request.convention.number}</Link>
                ),
              },
              {
                label: 'Projet',
                value: <Link href={`/projets/${request.project.id}`}>{request.project.name}</Link>,
              },
              { label: 'Solution', value: `${request.product.name} (${request.product.vendorName})` },
              { label: 'Date souhaitée', value: formatDate(request.wantedOn) },
              {
                label: 'Environnement',
                value: environmentLabels[request.environment] ?? request.environment,
              },
              { label: 'EduConnect', value: yes(request.eduConnect) },
              { label: 'GAR', value: yes(request.gar) },
              {
                label: 'Contact technique',
                value: (
                  <>
                    {request.contactName}
                    <span className="block break-all">{request.contactEmail}</span>
                    {request.contactPhone}
                  </>
                ),
              },
              ...(request.note ? [{ label: 'Note', value: request.note }] : []),
            ]}
          />
        </section>
      )}
    </aside>
  );
}
