import { Plus, Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { AsOfField } from '@/components/coverage/as-of-field';
import { CoverageTabs } from '@/components/coverage/coverage-tabs';
import type { PageParams } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { type Filter, FilterBar } from '@/components/ui/filter-bar';
import { formatLongDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { territoryWord } from '@/server/coverage/territory';
import {
  allUses,
  continuityLabels,
  duplicateLabels,
  payerLabels,
  trustLabels,
  useLabels,
} from '@/server/inventory/domain';
import type { InventoryChoices } from '@/server/inventory/queries';
import { productKindLabels } from '@/server/organisations/catalogue/domain';
import {
  choicesOf,
  continuityWords,
  duplicateWords,
  type InventoryTab,
  kindWords,
  payerWords,
  tabHref,
  throughWords,
  trustWords,
} from './address';

const throughLabels = { yes: 'Accessible par l’ENT', no: 'Hors de l’ENT', unknown: 'Inconnu' } as const;

/** The filters of a tab; those of the territory are the same on each. */
function filtersOf(tab: InventoryTab, choices: InventoryChoices): Filter[] {
  const one = (
    name: string,
    label: string,
    list: { id: string; label: string }[],
    allLabel = 'Tous',
  ): Filter => ({ kind: 'one', name, label, choices: list, allLabel });
  const uses = allUses.map((id) => ({ id, label: useLabels[id] }));
  const territory: Filter[] = [
    one(
      'departement',
      'Département',
      choices.departments.map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
    ),
    ...(choices.territories.length > 0
      ? [
          one(
            'territoire',
            'Territoire',
            choices.territories.map(({ territory, name, detail }) => ({
              id: territoryWord(territory),
              label: name,
              detail,
            })),
          ),
        ]
      : []),
    one('degre', 'Degré', [
      { id: 'premier', label: 'Premier degré' },
      { id: 'second', label: 'Second degré' },
    ]),
  ];
  const commune: Filter = {
    kind: 'search',
    name: 'commune',
    label: 'Commune',
    placeholder: 'Nom ou code INSEE',
  };
  switch (tab) {
    case 'doublons':
      return [
        commune,
        ...territory,
        one('doublon', 'Sorte de doublon', choicesOf(duplicateWords, duplicateLabels), 'Toutes'),
        one('usage', 'Usage', uses),
      ];
    case 'continuite':
      return [
        commune,
        ...territory.filter(({ name }) => name !== 'degre'),
        one('suite', 'Continuité', choicesOf(continuityWords, continuityLabels), 'Toutes'),
      ];
    default:
      return [
        commune,
        ...(tab === 'declarations'
          ? [{ kind: 'search', name: 'q', label: 'École ou solution' } as const satisfies Filter]
          : []),
        ...territory,
        one('nature', 'Nature', choicesOf(kindWords, productKindLabels), 'Toutes'),
        one(
          'solution',
          'Solution',
          choices.products.map(({ id, name }) => ({ id, label: name })),
          'Toutes',
        ),
        one('usage', 'Usage', uses),
        one('payeur', 'Qui paie', choicesOf(payerWords, payerLabels)),
        one('cadre', 'Cadre de confiance', choicesOf(trustWords, trustLabels)),
        one('ent', 'Accès', choicesOf(throughWords, throughLabels)),
        ...(tab === 'declarations'
          ? [
              one(
                'etat',
                'Période',
                [
                  { id: 'terminees', label: 'Terminées' },
                  { id: 'toutes', label: 'Toutes' },
                ],
                'En cours',
              ),
            ]
          : []),
      ];
  }
}

/** The head, tabs and filters of what exists; the tab that is open is `children`. */
export function InventoryPage({
  tab,
  params,
  choices,
  asOf,
  demonstration,
  children,
}: {
  tab: InventoryTab;
  params: PageParams;
  choices: InventoryChoices;
  asOf: string;
  demonstration: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Couverture', href: '/couverture' }]}
        title="Ce qui existe"
        lead={`Les solutions utilisées dans les écoles que votre rôle vous confie, au ${formatLongDate(asOf)}.`}
        {...(choices.can.create
          ? {
              action: (
                <div className="flex flex-wrap gap-2">
                  <ButtonLink
                    href={`/couverture/existant/import${tab === 'continuite' ? '?fichier=secteurs' : ''}`}
                    icon={<Upload aria-hidden />}
                  >
                    Importer un tableau
                  </ButtonLink>
                  <ButtonLink
                    href="/couverture/existant/nouveau"
                    variant="primary"
                    icon={<Plus aria-hidden />}
                  >
                    Déclarer une solution
                  </ButtonLink>
                </div>
              ),
            }
          : {})}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-6">
        <Tabs
          label="Parties de ce qui existe"
          current={tabHref(params, tab)}
          tabs={[
            { href: tabHref(params, 'solutions'), label: 'Solutions' },
            { href: tabHref(params, 'declarations'), label: 'Déclarations' },
            { href: tabHref(params, 'doublons'), label: 'Doublons' },
            { href: tabHref(params, 'continuite'), label: 'De l’école au collège' },
          ]}
        />
        <div className="flex flex-col gap-4 print:hidden">
          <AsOfField asOf={asOf} today={choices.today} />
          <FilterBar filters={filtersOf(tab, choices)} />
        </div>
        {demonstration && (
          <Notice tone="warning" title="Données de démonstration">
            <p>Des écoles comptées ici sont fictives, et ce qui en est dit aussi.</p>
          </Notice>
        )}
        {children}
      </div>
    </>
  );
}

/** For the roles to which what schools use is not told. */
export function NothingToldHere() {
  return (
    <>
      <PageHeader crumbs={[{ label: 'Couverture', href: '/couverture' }]} title="Ce qui existe">
        <CoverageTabs />
      </PageHeader>
      <EmptyState title="Rien à montrer sous ce rôle">
        Les solutions qu’une école utilise, et qui les paie, relèvent de l’académie, de la collectivité et de
        l’école concernées.
      </EmptyState>
    </>
  );
}
