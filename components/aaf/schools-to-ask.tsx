'use client';

import { useMemo } from 'react';
import { counted } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { VirtualTable } from '@/components/ui/virtual-table';
import { aafStatusLabels } from '@/server/aaf/domain';
import type { Eligibility } from '@/server/aaf/eligibility';
import { schoolNoun } from './words';

/** The schools of the annex, all ticked but those that cannot be asked for, which say why. */
export function SchoolsToAsk({
  schools,
  selected,
  onSelect,
  productName,
}: {
  schools: Eligibility['schools'];
  selected: ReadonlySet<string>;
  onSelect: (uais: Set<string>) => void;
  productName: string | null;
}) {
  const blocked = useMemo(() => schools.filter(({ obstacles }) => obstacles.length > 0), [schools]);
  return (
    <Section
      title={productName ? `Écoles à accrocher pour ${productName}` : 'Écoles à accrocher'}
      lead={
        blocked.length > 0
          ? `${counted(selected.size, ...schoolNoun)} à demander\u00a0; ${counted(blocked.length, 'école ne peut', 'écoles ne peuvent')} pas l’être, avec le motif.`
          : `${counted(selected.size, ...schoolNoun)} à demander.`
      }
    >
      <VirtualTable
        label="Écoles de l’annexe A1"
        items={schools}
        getId={({ uai }) => uai}
        getText={({ name, uai, communeName }) => `${name}, ${communeName}, ${uai}`}
        height={`min(26rem, ${Math.max(schools.length, 3) * 40 + 42}px)`}
        selected={selected}
        onSelect={onSelect}
        disabledIds={new Set(blocked.map(({ uai }) => uai))}
        empty="L’annexe A1 ne compte aucune école."
        columns={[
          { key: 'name', label: 'École', width: '2fr', minWidth: 200, render: (one) => one.name },
          {
            key: 'commune',
            label: 'Commune',
            minWidth: 140,
            render: (one) => `${one.communeName} (${one.departmentCode})`,
          },
          { key: 'uai', label: 'UAI', width: 110, render: (one) => one.uai },
          {
            key: 'status',
            label: 'Accrochage',
            width: 130,
            render: (one) => aafStatusLabels[one.status].label,
          },
          {
            key: 'obstacle',
            label: 'Empêchement',
            width: '3fr',
            minWidth: 240,
            render: ({ obstacles }) =>
              obstacles.length > 0 ? <span title={obstacles.join(' ')}>{obstacles.join(' ')}</span> : '–',
          },
        ]}
      />
    </Section>
  );
}
