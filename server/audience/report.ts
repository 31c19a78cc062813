import { counted } from '@/server/french';
import { KEPT_LINES } from './limits';

/** One line of a report: where in the file, which UAI, why. */
export type ReportLine = { line: number; uai: string; reason: string };

/** What an import did: `lines` = created + updated + unchanged + refused + outside. */
export type AudienceCounts = {
  lines: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  outside: number;
  warned: number;
  unknown: number;
};

export const noCounts: AudienceCounts = {
  lines: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  outside: 0,
  warned: 0,
  unknown: 0,
};

/** The counts in French, those that are not nothing; the lines always. */
export function countWords(c: AudienceCounts): { label: string; value: number }[] {
  const said = (value: number, one: string, many: string) => ({ label: value >= 2 ? many : one, value });
  return [
    said(c.lines, 'ligne lue', 'lignes lues'),
    said(c.created, 'ligne ajoutée', 'lignes ajoutées'),
    said(c.updated, 'ligne remplacée', 'lignes remplacées'),
    said(c.unchanged, 'ligne déjà là, inchangée', 'lignes déjà là, inchangées'),
    said(c.refused, 'ligne refusée', 'lignes refusées'),
    said(c.outside, 'ligne hors de votre académie', 'lignes hors de votre académie'),
    said(c.unknown, 'ligne d’un UAI absent de l’annuaire', 'lignes d’UAI absents de l’annuaire'),
    said(c.warned, 'avertissement', 'avertissements'),
  ].filter(({ value }, index) => value > 0 || index === 0);
}

type Ended = AudienceCounts & {
  firstWeek: string | null;
  lastWeek: string | null;
  newestBefore: string | null;
};

/** What an ended import did, in one or two sentences, with the dates as `dated` writes them. */
export function summaryOf(end: Ended, dated: (day: string) => string): string {
  if (end.created === 0 && end.updated === 0)
    return end.unchanged > 0
      ? `Rien n’a changé\u00a0: ${counted(end.unchanged, 'ligne était déjà là', 'lignes étaient déjà là')}, à l’identique.`
      : 'Rien n’a changé\u00a0: aucune ligne n’a pu être prise.';
  const done = [
    ...(end.created > 0 ? [counted(end.created, 'ligne ajoutée', 'lignes ajoutées')] : []),
    ...(end.updated > 0 ? [counted(end.updated, 'ligne remplacée', 'lignes remplacées')] : []),
    ...(end.unchanged > 0 ? [counted(end.unchanged, 'inchangée')] : []),
  ].join(', ');
  const weeks =
    end.firstWeek && end.lastWeek
      ? end.firstWeek === end.lastWeek
        ? ` Semaine du ${dated(end.firstWeek)}.`
        : ` Semaines du ${dated(end.firstWeek)} au ${dated(end.lastWeek)}.`
      : '';
  const older =
    end.lastWeek && end.newestBefore && end.lastWeek < end.newestBefore
      ? ` Des semaines plus récentes, jusqu’à celle du ${dated(end.newestBefore)}, étaient déjà là\u00a0: ce fichier plus ancien ne les a pas touchées, il n’a remplacé que ce qu’il contient.`
      : '';
  return `${done}.${weeks}${older}`;
}

/** « et 1 234 autres, non détaillées » when a report had more lines than it keeps; '' otherwise. */
export const beyondKept = (count: number) =>
  count > KEPT_LINES ? `et ${counted(count - KEPT_LINES, 'autre')}, non détaillées` : '';
