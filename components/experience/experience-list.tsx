import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { type Filter, FilterBar } from '@/components/ui/filter-bar';
import { counted, formatNumber } from '@/components/ui/format';
import { degreeLabels, experienceTypes, typeLabels } from '@/server/experience/domain';
import type { ExperienceList } from '@/server/experience/queries';
import { typeWords } from './address';
import { ExperienceCard } from './experience-card';

/** One field, facets with their counts, the sheets with the sentence that matched. */
export function ExperienceResults({
  list,
  hrefOf,
  next,
  asked,
  empty,
}: {
  list: ExperienceList;
  /** Address of a sheet, without its id: `/retours`. */
  hrefOf: string;
  /** Address of the next page. */
  next: string | null;
  /** True when a question or a facet narrows the list. */
  asked: boolean;
  empty: { title: string; text: string; action?: { label: string; href: string } };
}) {
  const { types, degrees } = list.facets;
  const filters: Filter[] = [
    { kind: 'search', name: 'q', label: 'Chercher', placeholder: 'référents, ONDE, familles…' },
    {
      kind: 'many',
      name: 'type',
      label: 'Type',
      choices: experienceTypes.map((type) => ({
        id: typeWords[type],
        label: `${typeLabels[type]} (${formatNumber(types[type])})`,
      })),
    },
    {
      kind: 'many',
      name: 'degre',
      label: 'Degré',
      choices: [
        { id: 'premier', label: `${degreeLabels.primary} (${formatNumber(degrees.primary)})` },
        { id: 'second', label: `${degreeLabels.secondary} (${formatNumber(degrees.secondary)})` },
      ],
    },
  ];
  return (
    <div className="flex flex-col gap-4">
      <FilterBar filters={filters} count={list.total} noun={['retour', 'retours']} />
      {list.items.length === 0 ? (
        asked ? (
          <EmptyState title="Aucun retour ne répond">
            Essayez un autre mot, moins de mots, ou effacez les filtres.
          </EmptyState>
        ) : (
          <EmptyState
            title={empty.title}
            actions={
              empty.action && (
                <ButtonLink href={empty.action.href} variant="primary">
                  {empty.action.label}
                </ButtonLink>
              )
            }
          >
            {empty.text}
          </EmptyState>
        )
      ) : (
        <>
          <p className="text-soft text-sm">{counted(list.total, 'retour')}</p>
          <div className="-mt-4 max-w-4xl">
            {list.items.map((item) => (
              <ExperienceCard key={item.id} item={item} href={`${hrefOf}/${item.id}`} />
            ))}
          </div>
          {next && (
            <p className="print:hidden">
              <ButtonLink href={next}>Retours suivants</ButtonLink>
            </p>
          )}
        </>
      )}
    </div>
  );
}
