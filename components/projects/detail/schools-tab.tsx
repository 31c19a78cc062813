'use client';

import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { SearchField } from '@/components/ui/search-field';
import { Select } from '@/components/ui/select';
import { VirtualTable } from '@/components/ui/virtual-table';
import { aafStatusLabels } from '@/server/aaf/domain';
import { chainLabels, chainSteps } from '@/server/projects/domain';
import type { ProjectSchoolLine } from '@/server/projects/school-queries';
import { natureLabel } from '@/server/territory/natures';
import { schoolNoun } from '../words';
import { ChainDots } from './chain-dots';
import { foldedText } from './folded-text';

/** The schools of a project, and how far each is: in the project, under convention, attached to the AAF. */
export function SchoolsTab({
  projectId,
  schools,
  canEdit,
}: {
  projectId: string;
  schools: readonly ProjectSchoolLine[];
  canEdit: boolean;
}) {
  const [search, setSearch] = useState('');
  const [step, setStep] = useState('');
  const choose = (
    <ButtonLink href={`/projets/${projectId}/ecoles`} variant="primary">
      Choisir les écoles
    </ButtonLink>
  );
  const shown = useMemo(() => {
    const words = foldedText(search).split(' ').filter(Boolean);
    return schools.filter((school) => {
      const text = foldedText(`${school.name} ${school.uai} ${school.communeName}`);
      return (step === '' || school.step === step) && words.every((word) => text.includes(word));
    });
  }, [schools, search, step]);

  if (schools.length === 0)
    return (
      <EmptyState title="Aucune école dans ce projet" actions={canEdit ? choose : undefined}>
        {canEdit
          ? 'Choisissez-les par commune, EPCI ou département, ou collez une liste d’UAI.'
          : 'Les écoles apparaîtront ici quand elles auront été choisies.'}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <SearchField
          label="Rechercher une école"
          placeholder="Nom, UAI, commune"
          className="w-72 max-w-full max-sm:w-full"
          value={search}
          onChange={setSearch}
        />
        <Select
          label="Avancement"
          className="min-w-52 max-sm:w-full"
          value={step}
          onChange={(value) => setStep(value ?? '')}
          choices={[
            { id: '', label: 'Toutes' },
            ...chainSteps.map((id) => ({
              id,
              label: `${chainLabels[id]} (${schools.filter((one) => one.step === id).length})`,
            })),
          ]}
        />
        <p role="status" className="flex min-h-10 items-center text-soft text-sm">
          {shown.length < schools.length && counted(shown.length, ...schoolNoun)}
        </p>
        <div className="ml-auto flex flex-wrap gap-2 print:hidden">
          <ButtonLink
            href={`/projets/${projectId}/ecoles.csv`}
            variant="quiet"
            download
            icon={<Download aria-hidden />}
          >
            Exporter
          </ButtonLink>
          {canEdit && choose}
        </div>
      </div>
      <VirtualTable
        label="Écoles du projet"
        items={shown}
        getId={({ uai }) => uai}
        getText={({ name, uai, communeName }) => `${name}, ${communeName}, ${uai}`}
        height={`min(38rem, ${Math.max(shown.length, 3) * 40 + 42}px)`}
        empty="Aucune école ne répond à cette recherche."
        columns={[
          { key: 'name', label: 'École', width: '1fr', minWidth: 200, render: (one) => one.name },
          { key: 'uai', label: 'UAI', width: 105, render: (one) => one.uai },
          {
            key: 'commune',
            label: 'Commune',
            width: 150,
            render: (one) => `${one.communeName} (${one.departmentCode})`,
          },
          { key: 'step', label: 'Avancement', width: 195, render: (one) => <ChainDots step={one.step} /> },
          {
            key: 'convention',
            label: 'Convention',
            width: 140,
            render: (one) =>
              one.convention ? (
                <Link href={`/conventions/${one.convention.id}`}>{one.convention.number}</Link>
              ) : (
                '–'
              ),
          },
          {
            key: 'aaf',
            label: 'AAF',
            width: 175,
            render: (one) =>
              one.aaf ? `${aafStatusLabels[one.aaf.status].label} le ${formatDate(one.aaf.since)}` : '–',
          },
          { key: 'nature', label: 'Nature', width: 140, render: (one) => natureLabel(one.nature) },
          {
            key: 'other',
            label: 'Autre projet en cours',
            width: 200,
            render: (one) => <Other school={one} />,
          },
        ]}
      />
    </div>
  );
}

function Other({ school: { other } }: { school: Pick<ProjectSchoolLine, 'other'> }) {
  if (!other) return '–';
  return other.id ? (
    <Link href={`/projets/${other.id}`}>{other.name}</Link>
  ) : (
    `Porté par ${other.carrierName}`
  );
}
