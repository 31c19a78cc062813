import { subject } from '@casl/ability';
import type { PublishedFigure } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { fromDbDate } from '@/server/clock';
import type { FigureFacts } from './domain';

/** The facts of a kept figure, as people enter them. */
export function factsOfRow(row: PublishedFigure): FigureFacts {
  return {
    departmentCode: row.departmentCode,
    degree: row.degree,
    year: row.year,
    asOf: fromDbDate(row.asOf),
    band: row.band,
    numerator: row.numerator,
    denominator: row.denominator,
    scopeKind: row.scopeKind,
    scope: row.scope,
    source: row.source,
    sourceUrl: row.sourceUrl,
    publishedOn: fromDbDate(row.publishedOn),
  };
}

/** Whether this person enters and corrects the figures of a département; the rule is that of rules.ts. */
export function mayWrite(actor: Actor, department: { code: string; academyCode: string }): boolean {
  const figure = { departmentCode: department.code, department } as unknown as PublishedFigure;
  return rulesFor(actor).can('edit', subject('PublishedFigure', figure));
}
