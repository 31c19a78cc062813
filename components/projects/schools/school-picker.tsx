'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState, useTransition } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { counted, formatNumber } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { RadioGroup } from '@/components/ui/radio-group';
import { toast } from '@/components/ui/toast';
import type { ProjectDetail } from '@/server/projects/queries';
import type { CandidateLine, Place, ProjectSchoolLine } from '@/server/projects/school-queries';
import { schoolNoun } from '../words';
import { ChosenSchools } from './chosen-schools';
import { PastedList } from './pasted-list';
import { PlaceSearch } from './place-search';
import { SaveBar } from './save-bar';
import { useSchoolChoice } from './selection';

const ways = [
  { id: 'commune', label: 'Commune' },
  { id: 'epci', label: 'EPCI' },
  { id: 'department', label: 'Département' },
  { id: 'list', label: 'Liste d’UAI' },
  { id: 'chosen', label: 'Écoles choisies' },
] as const;
type Way = (typeof ways)[number]['id'];

type Refused = { uai: string; name: string | null; reasons: string[] };
type Refusal = { message: string; schools: Refused[]; isConflict: boolean };

/** Chooses the schools of a project: found by place or pasted, kept as changes, saved on the version seen. */
export function SchoolPicker({
  project,
  schools,
  places,
}: {
  project: ProjectDetail;
  schools: readonly ProjectSchoolLine[];
  places: { departments: Place[]; epcis: Place[]; communes: Place[] };
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const save = useMutation(trpc.projects.setSchools.mutationOptions());
  const current = useMemo(() => schools.map(({ uai }) => uai), [schools]);
  const choice = useSchoolChoice(current);
  const [way, setWay] = useState<Way>('commune');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isRefreshing, startRefresh] = useTransition();
  // What was saved stays on screen until the newer list is here; only then are there no changes left.
  const [savedVersion, setSavedVersion] = useState(project.version);
  const { reset } = choice;
  useEffect(() => {
    if (project.version === savedVersion) reset();
  }, [project.version, savedVersion, reset]);
  const [seen, setSeen] = useState<ReadonlyMap<string, CandidateLine>>(new Map());
  const remember = useCallback(
    (found: readonly CandidateLine[]) =>
      setSeen((before) => {
        if (found.every(({ uai }) => before.has(uai))) return before;
        const next = new Map(before);
        for (const one of found) next.set(one.uai, one);
        return next;
      }),
    [],
  );

  async function send(uais: readonly string[], version: number) {
    return save.mutateAsync({ id: project.id, uais: [...uais], version });
  }

  async function submit() {
    setRefusal(null);
    try {
      const done = await send([...choice.chosen], project.version);
      const moved = [
        done.added.length > 0 && counted(done.added.length, 'école ajoutée', 'écoles ajoutées'),
        done.removed.length > 0 && counted(done.removed.length, 'école retirée', 'écoles retirées'),
      ].filter(Boolean);
      toast(`Liste enregistrée\u00a0: ${moved.join(', ') || 'aucun changement'}.`, {
        undo: { label: 'Annuler', onUndo: () => void undo(done.version) },
      });
      if (done.stillAttached.length > 0)
        toast(
          `${counted(done.stillAttached.length, 'école retirée reste demandée ou accrochée', 'écoles retirées restent demandées ou accrochées')} à l’AAF.`,
          { tone: 'warning' },
        );
      setSavedVersion(done.version);
      router.refresh();
    } catch (error) {
      const said = refusalFrom(error);
      setRefusal({
        message: said.message,
        schools: (said.details.schools as Refused[] | undefined) ?? [],
        isConflict: said.code === 'conflict',
      });
      // Not before the newer list is here: saving again would be refused again.
      if (said.code === 'conflict') startRefresh(() => router.refresh());
    }
  }

  async function undo(version: number) {
    try {
      const done = await send(current, version);
      setSavedVersion(done.version);
      reset();
      toast('Liste d’avant rétablie.');
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
    router.refresh();
  }

  const shared = { projectId: project.id, choice, remember };
  const placed = { commune: places.communes, epci: places.epcis, department: places.departments };
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Projets', href: '/projets' },
          { label: project.name, href: `/projets/${project.id}` },
        ]}
        title="Écoles du projet"
        lead={`${counted(choice.chosen.size, ...schoolNoun)} ${choice.chosen.size >= 2 ? 'choisies' : 'choisie'}. Une école déjà inscrite dans un autre projet en cours est signalée.`}
        action={<ButtonLink href={`/projets/${project.id}`}>Retour au projet</ButtonLink>}
      />
      <div className="flex flex-col gap-5">
        {refusal && (
          <Notice tone="danger" live title={refusal.message}>
            {refusal.isConflict && (
              <p>
                Vos changements sont gardés&nbsp;: ils portent maintenant sur la nouvelle liste. Vérifiez,
                puis enregistrez.
              </p>
            )}
            {refusal.schools.length > 0 && (
              <ul className="max-h-64 list-disc overflow-auto pl-5">
                {refusal.schools.map(({ uai, name, reasons }) => (
                  <li key={uai}>
                    <span className="tabular font-semibold">{uai}</span> {name}&nbsp;: {reasons.join(' ')}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        )}
        <RadioGroup<Way>
          label="Trouver les écoles par"
          orientation="horizontal"
          value={way}
          onChange={(next) => setWay(next ?? 'commune')}
          choices={ways.map(({ id, label }) => ({
            id,
            label: id === 'chosen' ? `${label} (${formatNumber(choice.chosen.size)})` : label,
          }))}
        />
        {way === 'list' && <PastedList {...shared} />}
        {way === 'chosen' && <ChosenSchools schools={schools} seen={seen} choice={choice} />}
        {(way === 'commune' || way === 'epci' || way === 'department') && (
          <PlaceSearch key={way} way={way} places={placed[way]} {...shared} />
        )}
        <SaveBar
          choice={choice}
          isSaving={save.isPending || isRefreshing || savedVersion > project.version}
          onSave={submit}
        />
      </div>
    </>
  );
}
