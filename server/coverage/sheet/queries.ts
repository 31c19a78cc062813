import { longDate, shortDate } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import { type CoverageSheetContent, SHEET_ROWS } from '@/server/documents/content';
import { notFound } from '@/server/errors';
import { counted, number, percent } from '@/server/french';
import type { Context } from '@/server/trpc/context';
import {
  type ChainStage,
  chainStages,
  countOf,
  dateLine,
  degreeLabels,
  isUnmeasured,
  sectorLabels,
  stageLabels,
} from '../domain';
import { type ComparedFigure, comparedFigures } from '../published/compare';
import { gapInPoints, gapInWords } from '../published/explain';
import { publishedFigures } from '../published/queries';
import { type Coverage, coverageByDepartment } from '../queries';
import { lastMovements, movementInWords } from './movements';
import type { SheetQuery } from './schema';

/** The links shown on the page: « signées » is told in a note, it is a moment before « conventionnées ». */
const shown: readonly ChainStage[] = chainStages.filter((stage) => stage !== 'signed');
const { published: PUBLISHED, movements: MOVEMENTS } = SHEET_ROWS;

/**
 * What the one-page sheet of a département says, by the same queries as the pages: counts, what others published,
 * the school years, the last movements. Counts alone: whoever is signed in may hand it out.
 */
export async function sheetContent(
  ctx: Pick<Context, 'db' | 'now'>,
  { department, degree, sector, asOf: given }: SheetQuery,
): Promise<CoverageSheetContent> {
  const asOf = given ?? civilDate(ctx.now);
  const marks = dateLine(asOf);
  const filter = { degree, sector, departments: [department] };
  const [coverage, past, figures, movements, known, academy] = await Promise.all([
    coverageByDepartment(ctx, { ...filter, asOf }),
    Promise.all(
      marks.map((mark) => coverageByDepartment(ctx, { ...filter, asOf: mark.current ? asOf : mark.asOf })),
    ),
    publishedFigures(ctx, { degree, departments: [department] }).then((all) => comparedFigures(ctx, all)),
    lastMovements(ctx.db, { ...filter, asOf }, MOVEMENTS),
    ctx.db.school.aggregate({
      where: { departmentCode: department, degree, demonstration: false },
      _min: { firstSeenAt: true },
    }),
    ctx.db.academy.findFirst({ where: { departments: { some: { code: department } } } }),
  ]);
  const own = coverage.departments[0];
  if (!own || !academy) throw notFound('Ce département');
  const { counts } = own;
  const directorySince = known._min.firstSeenAt ? civilDate(known._min.firstSeenAt) : null;
  return {
    kind: 'coverage_sheet',
    layout: 1,
    title: `${own.name} (${own.code})`,
    scope: `${degreeLabels[degree]}, ${sectorLabels[sector]}`,
    academyName: academy.fullName,
    composedOn: civilDate(ctx.now),
    asOf: `au ${longDate(asOf)}`,
    draft: false,
    demonstration: own.demonstration,
    chain: shown.map((stage) => {
      const count = countOf(counts, stage);
      const share = counts.exists === 0 ? 0 : count / counts.exists;
      return {
        label: sheetLabels[stage],
        meaning: stageLabels[stage].meaning,
        figure:
          stage === 'exists'
            ? counted(count, 'établissement')
            : isUnmeasured(stage, counts)
              ? 'non mesurés à cette date'
              : counts.exists === 0
                ? number(count)
                : `${number(count)} sur ${number(counts.exists)}, soit ${percent(share)}`,
        share,
      };
    }),
    chainNotes: [
      ...(counts.signed > 0
        ? [
            `En plus, ${counted(counts.signed, 'établissement')} sous une convention signée qui n’a pas encore pris effet.`,
          ]
        : []),
      ...(counts.attachedWithoutConvention > 0
        ? [
            `À vérifier\u00a0: ${counted(counts.attachedWithoutConvention, 'établissement accroché', 'établissements accrochés')} sans convention en vigueur.`,
          ]
        : []),
    ],
    published: figures.slice(0, PUBLISHED).map(publishedLine),
    publishedMore: Math.max(0, figures.length - PUBLISHED),
    reasons: figures[0]?.comparison.reasons ?? [],
    evolution: {
      heads: marks.map((mark) => `${mark.label}, au ${shortDate(mark.current ? asOf : mark.asOf)}`),
      rows: shown.map((stage) => ({
        label: sheetLabels[stage],
        cells: past.map((one) => evolutionCell(one, stage, directorySince)),
      })),
      note:
        directorySince === null || directorySince <= (marks[0]?.asOf ?? '')
          ? null
          : `L’annuaire de ce département n’est connu ici que depuis le ${longDate(directorySince)}\u00a0: avant, les nombres sont donnés sans taux, et ce qui n’est pas saisi avec sa date n’est pas compté.`,
    },
    movements: movements.map((one) => ({ day: longDate(one.day), said: movementInWords(one) })),
    source: `Sources\u00a0: projets, conventions et accrochages saisis dans Accord’ENT, annuaire de l’éducation nationale, mesure d’audience DNMA pour l’usage, et pour les chiffres publiés la source de chacun. Chaque taux est rapporté aux ${sectorLabels[sector]} ouverts à la date indiquée.`,
  };
}

const sheetLabels: Record<ChainStage, string> = {
  exists: 'Ouverts',
  in_project: 'Dans un projet',
  signed: 'Signés',
  conventioned: 'Conventionnés',
  attached: 'Accrochés à l’AAF',
  used: 'Utilisés (DNMA)',
};

/** A number and its rate; before the directory was known, the number alone, and nothing of what existed. */
function evolutionCell(coverage: Coverage, stage: ChainStage, directorySince: string | null): string {
  const { counts } = coverage.total;
  const hasDirectory = directorySince !== null && directorySince <= coverage.asOf;
  const count = countOf(counts, stage);
  if (isUnmeasured(stage, counts)) return '–';
  if (stage === 'exists') return hasDirectory || coverage.demonstration ? number(count) : '–';
  if (!hasDirectory || counts.exists === 0) return number(count);
  return `${number(count)} (${percent(count / counts.exists)})`;
}

function publishedLine(figure: ComparedFigure): CoverageSheetContent['published'][number] {
  const { rate, comparison } = figure;
  const over =
    rate.denominator === null
      ? rate.scope.includes('dénominateur non publié')
        ? ''
        : ', dénominateur non publié'
      : ` sur ${number(rate.denominator)}${rate.ratio === null ? '' : `, soit ${percent(rate.ratio)}`}`;
  const { sameDay, gap } = comparison;
  return {
    source: `${figure.source}, ${figure.asOf ? `état au ${shortDate(figure.asOf)}` : figure.year}${figure.publishedOn ? `, publié le ${shortDate(figure.publishedOn)}` : ''}`,
    said: `${figure.band}\u00a0: ${counted(rate.numerator, comparison.unit)}${over} (${rate.scope})`,
    computed: sameDay
      ? `${counted(sameDay.inProject, comparison.unit)}${sameDay.rate?.ratio == null ? '' : ` sur ${number(sameDay.rate.denominator ?? 0)}, soit ${percent(sameDay.rate.ratio)}`} au ${shortDate(sameDay.asOf)}`
      : 'aucun fait daté aussi tôt',
    gap: !gap
      ? 'non comparé'
      : `${gapInWords(gap.count, comparison.unit)}${gap.points === null ? '' : `, ${gapInPoints(gap.points)}`}${gap.at === 'today' ? ` (calcul du ${shortDate(gap.asOf)})` : ''}`,
  };
}
