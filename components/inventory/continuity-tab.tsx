import type { PageParams } from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { type Continuity, continuities, continuityLabels } from '@/server/inventory/domain';
import type { ContinuityView } from '@/server/inventory/sector/queries';
import { exportHref } from './address';
import { LinkActs } from './link-acts';
import { LinkDialog } from './link-dialog';

const tones = {
  same_product: 'success',
  same_vendor: 'info',
  different: 'warning',
  unknown: 'neutral',
} as const satisfies Record<Continuity, string>;

/** Each collège with the écoles of its sector: does the ENT go on from one to the other? */
export function ContinuityTab({
  view,
  params,
  canCreate,
  today,
}: {
  view: ContinuityView;
  params: PageParams;
  canCreate: boolean;
  today: string;
}) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-text">
          Ce que retrouve un élève qui passe de son école à son collège de secteur. Un établissement dont
          l’ENT n’est pas connu ici compte comme «&nbsp;ENT inconnu&nbsp;».
        </p>
        {canCreate && <LinkDialog today={today} />}
      </div>
      <DataTable
        id="existant-continuite"
        caption="Continuité des écoles au collège"
        noun={['collège', 'collèges']}
        exportHref={exportHref(params)}
        columns={[
          { key: 'college', label: 'Collège' },
          { key: 'ent', label: 'Son ENT' },
          { key: 'schools', label: 'Ses écoles' },
          { key: 'state', label: 'Continuité' },
        ]}
        rows={view.colleges.map((college) => ({
          id: college.uai,
          name: college.name,
          cells: {
            college: (
              <>
                <Link href={`/couverture/ecoles/${college.uai}`} className="font-semibold">
                  {college.name}
                </Link>
                <span className="block text-soft text-xs">{college.communeName}</span>
              </>
            ),
            ent: college.ents.join(', ') || 'inconnu',
            schools: (
              <ul className="flex flex-col gap-1">
                {college.schools.map((school) => (
                  <li
                    key={school.linkId}
                    className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1"
                  >
                    <span>
                      <Link href={`/couverture/ecoles/${school.uai}`}>{school.name}</Link>
                      <span className="text-soft"> · {school.ents.join(', ') || 'ENT inconnu'}</span>
                    </span>
                    {school.canEdit && (
                      <LinkActs
                        link={{ id: school.linkId, version: school.version }}
                        school={school.name}
                        college={college.name}
                        today={today}
                      />
                    )}
                  </li>
                ))}
              </ul>
            ),
            state: (
              <ul className="flex flex-col gap-1">
                {continuities
                  .filter((one) => college.counts[one] > 0)
                  .map((one) => (
                    <li key={one}>
                      <StateBadge tone={tones[one]}>
                        {continuityLabels[one]}&nbsp;: {formatNumber(college.counts[one])}
                      </StateBadge>
                    </li>
                  ))}
              </ul>
            ),
          },
        }))}
        empty={
          <EmptyState
            title="Aucun collège de secteur connu"
            {...(canCreate
              ? {
                  actions: (
                    <ButtonLink href="/couverture/existant/import?fichier=secteurs">
                      Importer les collèges de secteur
                    </ButtonLink>
                  ),
                }
              : {})}
          >
            {`Aucun rattachement d’une école à un collège ne répond à ces filtres à cette date (${counted(view.schools, 'école')}).`}
          </EmptyState>
        }
      />
    </div>
  );
}
