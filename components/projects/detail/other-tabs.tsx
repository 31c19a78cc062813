import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Figure } from '@/components/ui/figure';
import { counted, formatDate, formatNumber } from '@/components/ui/format';
import { TableGrid } from '@/components/ui/table-grid';
import { type AafStatus, aafStatusLabels } from '@/server/aaf/domain';
import { statusLabels } from '@/server/conventions/lifecycle';
import type { ProjectDetail } from '@/server/projects/queries';
import type { MatrixView } from '@/server/raci/queries';

const toneOf = (tone: string) => (tone === 'warn' ? 'warning' : (tone as 'neutral'));

/** The conventions of the project that this hat may read. */
export function ConventionsTab({ project }: { project: ProjectDetail }) {
  const draft = project.can.createConvention && project.can.edit && (
    <ButtonLink href={`/conventions/nouvelle?projet=${project.id}`} variant="primary">
      Rédiger une convention
    </ButtonLink>
  );
  if (project.conventionList.length === 0)
    return (
      <EmptyState title="Aucune convention" actions={draft || undefined}>
        La convention reprend le porteur, la solution et les écoles du projet. Elle doit être signée avant
        tout accrochage à l’AAF.
      </EmptyState>
    );
  return (
    <div className="flex flex-col items-start gap-4">
      {draft}
      <div className="w-full">
        <TableGrid
          id="conventions-du-projet"
          caption="Conventions du projet"
          columns={[
            { key: 'number', label: 'Numéro', width: '9rem' },
            { key: 'title', label: 'Convention' },
            { key: 'status', label: 'État' },
            { key: 'schools', label: 'Écoles', align: 'end' },
            { key: 'ends', label: 'Terme', wideOnly: true },
          ]}
          rows={project.conventionList.map((one) => ({
            id: one.id,
            href: `/conventions/${one.id}`,
            name: one.number,
            cells: {
              number: <span className="tabular">{one.number}</span>,
              title: one.title,
              status: (
                <StateBadge tone={toneOf(statusLabels[one.status].tone)}>
                  {statusLabels[one.status].label}
                </StateBadge>
              ),
              schools: one.schools,
              ends: one.endsOn ? formatDate(one.endsOn) : '–',
            },
          }))}
        />
      </div>
    </div>
  );
}

/** What the matrix of the project says, in figures; the grid has its own page. */
export function ResponsibilitiesTab({ projectId, view }: { projectId: string; view: MatrixView }) {
  const href = `/responsabilites/${projectId}`;
  if (!view.matrix)
    return (
      <EmptyState
        title="La matrice des responsabilités n’est pas ouverte"
        actions={
          <ButtonLink href={href} variant={view.canEdit ? 'primary' : 'secondary'}>
            {view.canEdit ? 'Partir du modèle' : 'Voir la page'}
          </ButtonLink>
        }
      >
        Qui réalise, qui répond du résultat, qui est consulté, qui est informé&nbsp;: trente activités
        proposées, à adapter. Tant qu’elle n’est pas ouverte, la convention reprend le modèle.
      </EmptyState>
    );
  const { problems, phases } = view.matrix;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const activities = phases.reduce((sum, band) => sum + band.activities.length, 0);
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap gap-8">
        <Figure value={formatNumber(activities)} label="activités" href={href} />
        <Figure
          value={formatNumber(errors)}
          label={errors >= 2 ? 'points à corriger' : 'point à corriger'}
          href={href}
        />
        <Figure
          value={formatNumber(problems.length - errors)}
          label={problems.length - errors >= 2 ? 'points à surveiller' : 'point à surveiller'}
          href={href}
        />
      </div>
      <div>
        <ButtonLink href={href}>Ouvrir la matrice</ButtonLink>
      </div>
    </div>
  );
}

/** Where the attachments of the project are, state by state. */
export function AttachmentsTab({
  project,
  counts,
  mayRequest,
}: {
  project: ProjectDetail;
  counts: Partial<Record<AafStatus, number>>;
  mayRequest: boolean;
}) {
  const states = Object.entries(counts) as [AafStatus, number][];
  const signed = project.conventionList.find(({ status }) => status === 'in_force' || status === 'signed');
  const ask = mayRequest && signed && (
    <ButtonLink href={`/accrochage/demande?convention=${signed.id}`} variant="primary">
      Demander l’accrochage
    </ButtonLink>
  );
  if (states.length === 0)
    return (
      <EmptyState title="Aucun accrochage demandé" actions={ask || undefined}>
        {signed
          ? 'La convention est signée\u00a0: l’accrochage de ses écoles peut être demandé.'
          : 'L’accrochage se demande une fois la convention signée par toutes les parties.'}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap gap-8">
        {states.map(([status, count]) => (
          <Figure
            key={status}
            value={formatNumber(count)}
            label={aafStatusLabels[status].label}
            href={`/accrochage?projet=${project.id}&etat=${status}`}
          />
        ))}
      </div>
      <div className="flex flex-wrap gap-3">
        {ask}
        <ButtonLink href={`/accrochage?projet=${project.id}&etat=all`}>Ouvrir la file</ButtonLink>
      </div>
    </div>
  );
}

/** Experience sheets written from this project. */
export function ExperiencesTab({ project }: { project: ProjectDetail }) {
  const { experiences } = project.counts;
  const write = project.can.writeExperience && (
    <ButtonLink href={`/retours/nouveau?projet=${project.id}`} variant="primary">
      Écrire un retour
    </ButtonLink>
  );
  if (experiences === 0)
    return (
      <EmptyState title="Aucun retour d’expérience" actions={write || undefined}>
        Comment le projet a commencé, où il en est, ce qui aide, ce qui freine, ce qui fait venir les
        usages&nbsp;: ce que d’autres gagneraient à savoir.
      </EmptyState>
    );
  return (
    <div className="flex flex-wrap gap-3">
      {write}
      <ButtonLink href={`/retours?projet=${project.id}`}>
        Lire {counted(experiences, 'retour', 'retours')} d’expérience
      </ButtonLink>
    </div>
  );
}
