import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { agreementLabels, countsInWords } from '@/server/raci/agreement/words';
import type { MatrixVersions } from '@/server/raci/versions/queries';
import { agreementTones } from '../agreement/tones';
import { FreezeButton } from './freeze-button';

/** The frozen versions of a matrix, last first, and how to freeze the next one. */
export function VersionsPage({ view }: { view: MatrixVersions }) {
  const { project, live, versions, canEdit } = view;
  const freeze = canEdit && live && (
    <FreezeButton projectId={project.id} version={live.version} errors={live.errors} />
  );
  if (!live)
    return (
      <EmptyState title="La matrice n’est pas encore ouverte">
        Une version se fige une fois la matrice ouverte et remplie.
      </EmptyState>
    );
  if (versions.length === 0)
    return (
      <EmptyState title="Aucune version figée" actions={freeze || undefined}>
        <p>
          Figer la matrice garde ce qu’elle dit ce jour-là, avec les réponses de chaque partie. La dernière
          version figée devient l’annexe A2 des conventions du projet&nbsp;; elle ne change plus.
        </p>
        <Errors errors={live.errors} projectId={project.id} />
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-4">
      {live.differs ? (
        <Notice
          tone="warning"
          title={`La matrice a changé depuis la version n°\u00a0${versions[0]?.number}`}
          actions={freeze || undefined}
        >
          Les conventions en rédaction annexent encore la version figée. Figez-en une nouvelle pour qu’elles
          reprennent la matrice d’aujourd’hui.
        </Notice>
      ) : (
        <Notice
          tone="success"
          title={`La matrice est celle de la version n°\u00a0${versions[0]?.number}`}
          actions={freeze || undefined}
        >
          Elle est l’annexe A2 des conventions du projet.
        </Notice>
      )}
      <Errors errors={live.errors} projectId={project.id} />
      <DataTable
        id="versions"
        caption="Versions figées de la matrice"
        noun={['version', 'versions']}
        columns={[
          { key: 'number', label: 'Version' },
          { key: 'frozenAt', label: 'Figée' },
          { key: 'agreement', label: 'Accord ce jour-là' },
          { key: 'size', label: 'Étendue', wideOnly: true },
        ]}
        empty={null}
        rows={versions.map((version) => ({
          id: version.id,
          href: `/responsabilites/${project.id}/versions/${version.number}`,
          name: `Version n°\u00a0${version.number}`,
          cells: {
            number: (
              <>
                {`Version n°\u00a0${version.number}`}
                {version.note && <span className="block font-normal text-soft text-sm">{version.note}</span>}
              </>
            ),
            frozenAt: (
              <>
                {formatDateTime(version.frozenAt)}
                <span className="block text-soft text-sm">{version.frozenByName}</span>
              </>
            ),
            agreement: (
              <>
                <StateBadge tone={agreementTones[version.agreement.state]}>
                  {agreementLabels[version.agreement.state]}
                </StateBadge>
                <span className="block text-soft text-sm">{countsInWords(version.agreement)}</span>
              </>
            ),
            size: `${counted(version.activities, 'activité')}, ${counted(version.actors, 'acteur')}`,
          },
        }))}
      />
    </div>
  );
}

/** What forbids freezing, one by one, with the way to the matrix. */
function Errors({ errors, projectId }: { errors: readonly string[]; projectId: string }) {
  if (errors.length === 0) return null;
  return (
    <Notice
      tone="danger"
      title={`La matrice ne peut pas être figée\u00a0: ${counted(errors.length, 'point à corriger', 'points à corriger')}`}
      actions={<ButtonLink href={`/responsabilites/${projectId}`}>Corriger la matrice</ButtonLink>}
    >
      <ul className="list-disc pl-5">
        {errors.slice(0, 8).map((message) => (
          <li key={message}>{message}</li>
        ))}
        {errors.length > 8 && <li>{`Et ${counted(errors.length - 8, 'autre')}.`}</li>}
      </ul>
    </Notice>
  );
}
