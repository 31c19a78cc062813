import { History } from '@/components/audit/history';
import { StateBadge } from '@/components/ui/badge';
import { DescriptionList } from '@/components/ui/description-list';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import type { MembershipDetail } from '@/server/organisations/people/queries';
import { administrationCrumb, peopleCrumb } from './crumbs';
import { Delegations } from './delegations';
import { EditMembership } from './edit-membership';
import { EndMembership } from './end-membership';
import { validityBadges } from './people-table';

/** One role of one person: until when, in what quality, under which délégations. */
export function MembershipPage({
  membership,
  history,
  today,
}: {
  membership: MembershipDetail;
  history: readonly HistoryEntry[];
  today: string;
}) {
  const { validity, organisation } = membership;
  const isPast = validity === 'past';
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb, peopleCrumb]}
        title={membership.name}
        state={<StateBadge tone={validityBadges[validity].tone}>{validityBadges[validity].label}</StateBadge>}
        lead={`${membership.roleLabel} – ${organisation.name}`}
        action={<EditMembership membership={membership} />}
        menu={
          isPast ? undefined : (
            <EndMembership id={membership.id} name={membership.name} own={membership.own} />
          )
        }
      />
      <div className="flex flex-col gap-10">
        {isPast && (
          <Notice>
            Ce rôle a pris fin. Pour le rendre, modifiez ses dates : la personne n’en est pas prévenue par
            courriel.
          </Notice>
        )}
        <DescriptionList
          facts={[
            { label: 'Adresse électronique', value: membership.email },
            {
              label: 'Organisation',
              value: (
                <Link href={`/administration/organisations/${organisation.id}`}>{organisation.name}</Link>
              ),
            },
            { label: 'Rôle', value: membership.roleLabel },
            { label: 'Qualité', value: membership.quality },
            { label: 'Premier jour', value: formatDate(membership.validFrom) },
            {
              label: 'Dernier jour',
              value: membership.validUntil ? formatDate(membership.validUntil) : 'Sans fin prévue',
            },
          ]}
        />
        {membership.signs && <Delegations membership={membership} today={today} />}
        <Section title="Historique">
          <History entries={history} />
        </Section>
      </div>
    </>
  );
}
