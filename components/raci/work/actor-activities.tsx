'use client';

import { Printer } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { formatLongDate } from '@/components/ui/format';
import { TableGrid } from '@/components/ui/table-grid';
import { phaseLabels } from '@/server/raci/domain';
import { formatLetters } from '@/server/raci/letters';
import { workStateWords } from '@/server/raci/work/domain';
import type { WorkLine } from '@/server/raci/work/queries';
import { useLetters } from '../letters';
import { meaningsInWords } from '../words';
import { Lateness } from './due-control';
import { activityHref, stateTones } from './words';

/** Every activity in which an actor has a part, to read or to print. */
export function ActorActivities({
  projectId,
  actorKey,
  activities,
  today,
}: {
  projectId: string;
  actorKey: string;
  activities: readonly WorkLine[];
  today: string;
}) {
  const letters = useLetters();
  const lines = activities.flatMap((line) => {
    const part = line.parts.find((one) => one.actorKey === actorKey);
    return part ? [{ line, given: part.meanings }] : [];
  });
  if (lines.length === 0) return <p>Cet acteur ne prend part à aucune de ces activités.</p>;
  return (
    <>
      <div className="print:hidden">
        <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
          Imprimer cette liste
        </Button>
      </div>
      <TableGrid
        id="activites-de-l-acteur"
        caption="Activités de l’acteur choisi"
        columns={[
          { key: 'activity', label: 'Activité' },
          { key: 'part', label: 'Sa part' },
          { key: 'phase', label: 'Phase', wideOnly: true },
          { key: 'state', label: 'État' },
          { key: 'due', label: 'Échéance' },
        ]}
        rows={lines.map(({ line, given }) => ({
          id: line.id,
          href: activityHref(projectId, line.id),
          name: line.label,
          cells: {
            activity: `${line.number}. ${line.label}`,
            part: (
              <>
                <strong>{formatLetters(given, letters)}</strong> {meaningsInWords(given)}
              </>
            ),
            phase: phaseLabels[line.phase],
            state: <StateBadge tone={stateTones[line.state]}>{workStateWords[line.state].label}</StateBadge>,
            due: (
              <span className="flex flex-col items-start gap-1">
                {line.dueOn ? formatLongDate(line.dueOn) : '–'}
                <Lateness dueOn={line.dueOn} late={line.late} today={today} />
              </span>
            ),
          },
        }))}
      />
    </>
  );
}
