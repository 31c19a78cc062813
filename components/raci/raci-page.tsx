'use client';

import { Redo2, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SaveState } from '@/components/ui/save-state';
import type { MatrixView } from '@/server/raci/queries';
import { checkMatrix } from '@/server/raci/rules';
import { Cards } from './cards';
import { type CellNews, type Cells, type Matrix, type Place, useCells } from './cells';
import { Grid } from './grid';
import { Legend } from './legend';
import { MeaningToggles } from './meaning-toggles';
import { ProblemStrip } from './problem-strip';
import { StartMatrix } from './start-matrix';
import { cellId, meaningsInWords } from './words';

/** The responsibility matrix of a project; before it is opened, what it would start from. */
export function RaciPage({ view }: { view: MatrixView }) {
  const { project } = view;
  const header = (
    <PageHeader
      crumbs={[
        { label: 'Responsabilités', href: '/responsabilites' },
        { label: project.name, href: `/projets/${project.id}` },
      ]}
      title="Matrice des responsabilités"
      lead={view.notice}
      action={<ButtonLink href={`/projets/${project.id}`}>Voir le projet</ButtonLink>}
    />
  );
  return (
    <>
      {header}
      {view.matrix ? (
        <OpenMatrix key={project.id} view={view} matrix={view.matrix} />
      ) : (
        <StartMatrix projectId={project.id} canEdit={view.canEdit} />
      )}
    </>
  );
}

function OpenMatrix({ view, matrix }: { view: MatrixView; matrix: Matrix }) {
  const cells = useCells(view.project.id, matrix);
  const [place, setPlace] = useState<Place | null>(null);
  const problems = useMemo(() => checkMatrix(cells.matrix), [cells.matrix]);
  const wrong = useMemo(() => {
    const numbers = new Set(
      problems.filter(({ severity }) => severity === 'error').map((one) => one.activityNumber),
    );
    const activities = matrix.phases.flatMap((band) => band.activities);
    return new Set(activities.filter(({ number }) => numbers.has(number)).map(({ id }) => id));
  }, [problems, matrix]);
  const { news, saving } = cells;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Legend />
        <div className="flex items-center gap-3 print:hidden">
          {view.canEdit ? (
            <>
              <IconButton
                label="Annuler la dernière saisie"
                icon={<Undo2 aria-hidden />}
                reason={cells.undo ? null : 'Rien à annuler.'}
                onPress={() => cells.undo?.()}
              />
              <IconButton
                label="Rétablir la saisie annulée"
                icon={<Redo2 aria-hidden />}
                reason={cells.redo ? null : 'Rien à rétablir.'}
                onPress={() => cells.redo?.()}
              />
              <SaveState saving={saving} />
            </>
          ) : (
            <p className="text-soft text-sm">Lecture seule</p>
          )}
          {saving.state === 'failed' && (
            <Button size="sm" onPress={cells.retry}>
              Réessayer
            </Button>
          )}
        </div>
      </div>
      {news && <News news={news} forget={cells.forgetNews} />}
      <ChosenCell place={place} matrix={matrix} cells={cells} canEdit={view.canEdit} />
      <Grid matrix={matrix} cells={cells} canEdit={view.canEdit} wrong={wrong} onPlace={setPlace} />
      <Cards matrix={matrix} cells={cells} canEdit={view.canEdit} wrong={wrong} />
      <ProblemStrip problems={problems} matrix={matrix} />
    </div>
  );
}

/** What others wrote meanwhile: a quiet line, or a notice when it met what one had written oneself. */
function News({ news, forget }: { news: CellNews; forget: () => void }) {
  const { message, overwrites, place } = news;
  return (
    <Notice
      tone={overwrites ? 'warning' : 'info'}
      live
      title={overwrites ? 'Deux saisies dans la même case' : 'La matrice change pendant que vous la lisez'}
      actions={
        <>
          {place && (
            <Button
              size="sm"
              onPress={() => document.getElementById(cellId(place.activityId, place.actorKey))?.focus()}
            >
              Aller à la case
            </Button>
          )}
          <Button size="sm" variant="quiet" onPress={forget}>
            J’ai vu
          </Button>
        </>
      }
    >
      {message}
    </Notice>
  );
}

/** Above the grid, as the bar of a spreadsheet: the cell that holds the focus, in words, with its letters to switch by hand. */
function ChosenCell({
  place,
  matrix,
  cells,
  canEdit,
}: {
  place: Place | null;
  matrix: Matrix;
  cells: Cells;
  canEdit: boolean;
}) {
  const activity = matrix.phases
    .flatMap((band) => band.activities)
    .find(({ id }) => id === place?.activityId);
  const actor = matrix.actors.find(({ key }) => key === place?.actorKey);
  return (
    <aside
      aria-label="Case choisie"
      className="sticky top-(--frame-top,0px) z-30 flex min-h-16 items-center gap-x-6 gap-y-2 rounded-md border border-line bg-surface px-4 py-2 max-md:hidden print:hidden"
    >
      {place && activity && actor ? (
        <>
          <p className="min-w-0 flex-1 leading-snug">
            <span className="block text-soft text-sm">
              Activité {activity.number}, {activity.label}
            </span>
            <strong>{actor.label}</strong> : {meaningsInWords(cells.at(place))}
          </p>
          {canEdit && (
            <MeaningToggles
              label={`${actor.label}, activité ${activity.number}`}
              given={cells.at(place)}
              onToggle={(meaning) => cells.toggle(place, meaning)}
            />
          )}
        </>
      ) : (
        <p className="flex-1 text-soft">
          Choisissez une case pour la lire en toutes lettres.
          {canEdit &&
            ' Au clavier\u00a0: flèches pour se déplacer, Maj et flèches pour choisir plusieurs cases, R, A, C ou I pour une lettre, Suppr pour vider, Ctrl+C et Ctrl+V vers et depuis un tableur, Ctrl+Z pour annuler.'}
        </p>
      )}
    </aside>
  );
}
