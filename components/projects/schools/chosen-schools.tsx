'use client';

import { useMemo } from 'react';
import type { CandidateLine, ProjectSchoolLine } from '@/server/projects/school-queries';
import { type PickableSchool, SchoolTable } from './school-table';
import type { SchoolChoice } from './selection';

/** The list as it would be saved, and what would leave it: unticking removes, ticking again keeps. */
export function ChosenSchools({
  schools,
  seen,
  choice,
}: {
  schools: readonly ProjectSchoolLine[];
  seen: ReadonlyMap<string, CandidateLine>;
  choice: SchoolChoice;
}) {
  const all = useMemo(() => {
    const known = new Map<string, PickableSchool>(schools.map((school) => [school.uai, school]));
    for (const uai of choice.added) {
      const school = seen.get(uai);
      if (school) known.set(uai, school);
    }
    return [...known.values()].sort(
      (a, b) =>
        a.departmentCode.localeCompare(b.departmentCode) || a.communeName.localeCompare(b.communeName, 'fr'),
    );
  }, [schools, seen, choice.added]);
  return (
    <SchoolTable
      label="Écoles choisies"
      schools={all}
      choice={choice}
      empty="Aucune école choisie pour l’instant."
    />
  );
}
