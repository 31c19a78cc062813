import type { ReactNode } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import type { Tone } from '@/components/ui/tone';
import type { Validity } from '@/server/organisations/domain';
import type { MembershipLine } from '@/server/organisations/people/queries';

export const validityBadges: Record<Validity, { label: string; tone: Tone }> = {
  current: { label: 'En cours', tone: 'success' },
  future: { label: 'À venir', tone: 'info' },
  past: { label: 'Terminé', tone: 'neutral' },
};

const noun = ['rôle', 'rôles'] as const;

const columns: Column[] = [
  { key: 'name', label: 'Personne', width: '16rem' },
  { key: 'role', label: 'Rôle' },
  { key: 'organisation', label: 'Organisation', wideOnly: true },
  { key: 'dates', label: 'Validité', wideOnly: true },
  { key: 'state', label: 'État' },
];

const datesOf = ({ validFrom, validUntil }: MembershipLine) =>
  validUntil
    ? `du ${formatDate(validFrom)} au ${formatDate(validUntil)}`
    : `depuis le ${formatDate(validFrom)}`;

/** Roles of people; each line opens one role. */
export function PeopleTable({
  id,
  people,
  paging,
  showOrganisation = true,
  empty,
}: {
  id: string;
  people: readonly MembershipLine[];
  paging?: { page: number; pageSize: number; total: number };
  showOrganisation?: boolean;
  empty?: ReactNode;
}) {
  return (
    <DataTable
      id={id}
      caption="Rôles donnés"
      columns={showOrganisation ? columns : columns.filter((column) => column.key !== 'organisation')}
      paging={paging}
      noun={noun}
      empty={
        empty ?? (
          <EmptyState title="Personne pour l’instant" level={3}>
            Donnez un rôle à quelqu’un : il reçoit un courriel et se connecte avec son adresse.
          </EmptyState>
        )
      }
      rows={people.map((person) => ({
        id: person.id,
        href: `/administration/personnes/${person.id}`,
        name: `${person.name}, ${person.roleLabel}`,
        cells: {
          name: (
            <>
              {person.name}
              <span className="block break-words [overflow-wrap:anywhere] font-normal text-soft text-sm">
                {person.email}
              </span>
            </>
          ),
          role: (
            <>
              {person.roleLabel}
              {person.quality && <span className="block text-soft text-sm">{person.quality}</span>}
            </>
          ),
          organisation: person.organisation.name,
          dates: datesOf(person),
          state: (
            <StateBadge tone={validityBadges[person.validity].tone}>
              {validityBadges[person.validity].label}
            </StateBadge>
          ),
        },
      }))}
    />
  );
}
