import { History } from '@/components/audit/history';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList, type Fact } from '@/components/ui/description-list';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { HistoryEntry } from '@/server/audit/queries';
import type { MembershipLine } from '@/server/organisations/people/queries';
import type { OrganisationDetail } from '@/server/organisations/queries';
import { administrationCrumb, organisationsCrumb } from './crumbs';
import { Mandates } from './mandates';
import { PeopleTable } from './people-table';
import { RenameOrganisation } from './rename-organisation';

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function factsOf(organisation: OrganisationDetail): Fact[] {
  const { academyName, department, authority, products, uai } = organisation;
  return [
    { label: 'Type', value: organisation.kindLabel },
    { label: 'Académie', value: academyName ? capitalised(academyName) : 'Aucune en particulier' },
    ...(department ? [{ label: 'Département', value: `${department.name} (${department.code})` }] : []),
    ...(authority
      ? [
          { label: 'Collectivité', value: authority.name },
          { label: 'SIREN', value: authority.siren },
        ]
      : []),
    ...(organisation.kind === 'vendor' ? [{ label: 'Solutions', value: products.join(', ') }] : []),
    ...(uai ? [{ label: 'UAI', value: uai }] : []),
  ];
}

/** One organisation: what it stands for, for whom it acts, who acts for it. */
export function OrganisationPage({
  organisation,
  people,
  history,
}: {
  organisation: OrganisationDetail;
  people: readonly MembershipLine[];
  history: readonly HistoryEntry[];
}) {
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb, organisationsCrumb]}
        title={organisation.name}
        action={
          organisation.grantable.length > 0 ? (
            <ButtonLink
              variant="primary"
              href={`/administration/personnes/nouvelle?organisation=${organisation.id}`}
            >
              Donner un rôle
            </ButtonLink>
          ) : undefined
        }
        menu={
          organisation.can.edit ? (
            <RenameOrganisation id={organisation.id} name={organisation.name} />
          ) : undefined
        }
      />
      <div className="flex flex-col gap-10">
        <DescriptionList facts={factsOf(organisation)} />
        {organisation.kind === 'mutualising_body' && (
          <Mandates organisationId={organisation.id} mandates={organisation.mandates} />
        )}
        <Section title="Personnes" count={people.length}>
          <PeopleTable id="personnes-organisation" people={people} showOrganisation={false} />
        </Section>
        <Section title="Historique">
          <History entries={history} />
        </Section>
      </div>
    </>
  );
}
