import type { Degree } from '@/prisma/generated/enums';
import { civilDate } from '../clock';
import type { Db, Tx } from '../db';
import type { ContentRaci } from '../documents/content';
import { academySettings } from '../organisations/settings';
import { cellOf, meaningLabels, phaseLabels, phases, type RaciMatrix } from './domain';
import { formatLetters, type LetterSet, letterSet, saidOrder, usualLetters } from './letters';
import { matrixOfRows, whole } from './load';
import { raciTemplate } from './template';
import { lastVersion } from './versions/last';

/** The legend that goes with every showing of the matrix, in the order R A C I. */
export const legendOf = (set: LetterSet = usualLetters): ContentRaci['legend'] =>
  saidOrder.map((meaning) => ({ letter: set[meaning], meaning: meaningLabels[meaning] }));

/** The matrix as it is frozen in annexe A2: phases in their order, empty cells left out. */
export function toContentRaci(matrix: RaciMatrix, set: LetterSet = usualLetters): ContentRaci {
  return {
    actors: matrix.actors.map(({ key, label, short }) => ({ key, label, short })),
    phases: phases
      .map((phase) => ({
        label: phaseLabels[phase],
        activities: matrix.activities
          .filter((activity) => activity.phase === phase)
          .map((activity) => ({
            number: activity.number,
            label: activity.label,
            cells: Object.fromEntries(
              matrix.actors
                .map((actor) => [actor.key, formatLetters(cellOf(activity, actor.key), set)] as const)
                .filter(([, text]) => text !== ''),
            ),
          })),
      }))
      .filter((phase) => phase.activities.length > 0),
    legend: legendOf(set),
  };
}

/** What annexe A2 shows, and which frozen version of the matrix that is, if any. */
export type AnnexA2 = { raci: ContentRaci; raciVersion?: { number: number; on: string } };

/**
 * The matrix of a project as annexe A2 shows it, in the letters of its académie: its last frozen version; the live
 * one as long as none was frozen; the default one of the degree when the project has not begun its own.
 */
export async function annexA2Of(db: Db | Tx, projectId: string, degree: Degree): Promise<AnnexA2> {
  const project = await db.project.findUnique({
    where: { id: projectId },
    select: { academy: { select: { settings: true } }, raci: { include: whole } },
  });
  const set = letterSet(academySettings(project?.academy.settings).raci.letters);
  const last = project?.raci ? await lastVersion(db, projectId) : null;
  if (last)
    return {
      raci: toContentRaci(last.snapshot, set),
      raciVersion: { number: last.number, on: civilDate(last.frozenAt) },
    };
  return { raci: toContentRaci(project?.raci ? matrixOfRows(project.raci) : raciTemplate(degree), set) };
}

/** The matrix alone, where nothing says which version it is. */
export const raciContentOf = async (db: Db | Tx, projectId: string, degree: Degree): Promise<ContentRaci> =>
  (await annexA2Of(db, projectId, degree)).raci;
