import type { SectorLink } from '@/prisma/generated/client';
import { change, type JournalFacts, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import { longDate } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { forbidden, invalid, notFound } from '@/server/errors';
import { lockInventory } from '../commands';
import { overlap } from '../domain';
import { type Place, placeRefusal, placesOf } from '../place';
import type { AddLink } from '../schema';

const day = (value: string | null | undefined) => (value ? toDbDate(value) : null);

/** A journal row about a link. */
export const linkJournal = (
  link: Pick<SectorLink, 'id' | 'academyCode'>,
  action: string,
  said: Pick<JournalFacts, 'before' | 'after'>,
): JournalFacts => ({
  chain: link.academyCode,
  action,
  objectType: 'SectorLink',
  objectId: link.id,
  ...said,
});

/** The row of a link between two places that may be linked. */
export const linkRow = (input: AddLink, school: Place, college: Place) => ({
  uai: input.uai,
  collegeUai: input.collegeUai,
  academyCode: school.academyCode,
  departmentCode: school.departmentCode,
  authorityIds: [...new Set([...school.authorityIds, ...college.authorityIds])].sort(),
  demonstration: school.demonstration || college.demonstration,
  sinceOn: day(input.sinceOn),
  untilOn: day(input.untilOn),
  source: input.source,
  sourceOn: toDbDate(input.sourceOn),
});

/** Natures by UAI, to link an école to a collège and nothing else. */
export async function naturesOf(tx: Tx, uais: readonly string[]) {
  const rows = await tx.school.findMany({
    where: { uai: { in: [...uais] } },
    select: { uai: true, degree: true, nature: true },
  });
  return new Map(rows.map((row) => [row.uai, row]));
}
type Natures = Awaited<ReturnType<typeof naturesOf>>;

/** Why these two may not be linked, on the field it is about; null when they may. */
export function linkRefusal(
  { uai, collegeUai, sourceOn }: Pick<AddLink, 'uai' | 'collegeUai' | 'sourceOn'>,
  natures: Natures,
  today: string,
): { field: 'uai' | 'collegeUai' | 'sourceOn'; message: string } | null {
  const school = natures.get(uai);
  const college = natures.get(collegeUai);
  if (!school) return { field: 'uai', message: `L’UAI ${uai} n’est pas dans l’annuaire.` };
  if (school.degree !== 'primary') return { field: 'uai', message: `${uai} n’est pas une école.` };
  if (!college) return { field: 'collegeUai', message: `L’UAI ${collegeUai} n’est pas dans l’annuaire.` };
  if (college.nature !== 'college')
    return { field: 'collegeUai', message: `${collegeUai} n’est pas un collège.` };
  if (sourceOn > today)
    return { field: 'sourceOn', message: 'Une information ne peut pas être datée de l’avenir.' };
  return null;
}

const factsOf = (link: {
  uai: string;
  collegeUai: string;
  sinceOn: Date | null;
  untilOn: Date | null;
  source: string;
}) => ({
  uai: link.uai,
  college: link.collegeUai,
  sinceOn: fromDbDate(link.sinceOn),
  untilOn: fromDbDate(link.untilOn),
  source: link.source,
});

/** Says which collège is that of an école's sector, from a day on. */
export async function declareLink(act: PersonAct, input: AddLink): Promise<{ id: string; version: number }> {
  return change(act, async (tx) => {
    const uais = [input.uai, input.collegeUai];
    const refusal = linkRefusal(input, await naturesOf(tx, uais), civilDate(act.now));
    if (refusal) throw invalid({ [refusal.field]: refusal.message });
    const places = await placesOf(tx, { uais, communes: [] });
    const [school, college] = [places.get(input.uai), places.get(input.collegeUai)];
    if (!school || !college) throw notFound('Cette école');
    const outside = placeRefusal(act.actor, school);
    if (outside) throw forbidden(outside);
    await lockInventory(tx, school.academyCode);
    const others = await tx.sectorLink.findMany({ where: { uai: input.uai, collegeUai: input.collegeUai } });
    const period = { sinceOn: input.sinceOn ?? null, untilOn: input.untilOn ?? null };
    const twin = others.find((one) =>
      overlap(period, { sinceOn: fromDbDate(one.sinceOn), untilOn: fromDbDate(one.untilOn) }),
    );
    if (twin) throw invalid({ collegeUai: 'Cette école est déjà rattachée à ce collège.' });
    const row = linkRow(input, school, college);
    const link = await tx.sectorLink.create({
      data: { ...row, createdAt: act.now, createdById: act.actor.userId, createdByName: act.actor.userName },
    });
    return {
      result: { id: link.id, version: link.version },
      journal: linkJournal(link, 'sector.linked', { after: factsOf(row) }),
    };
  });
}

/** The sector changes: the link ends on its last day, and stays true until then. */
export async function endLink(
  act: PersonAct,
  { id, version, untilOn, reason }: { id: string; version: number; untilOn: string; reason: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const before = await tx.sectorLink.findUnique({ where: { id } });
    if (!before) throw notFound('Ce rattachement');
    if (before.sinceOn && untilOn < fromDbDate(before.sinceOn))
      throw invalid({ untilOn: `Le rattachement commence le ${longDate(fromDbDate(before.sinceOn))}.` });
    const { count } = await tx.sectorLink.updateMany({
      where: { id, version },
      data: { untilOn: toDbDate(untilOn), version: { increment: 1 } },
    });
    if (count !== 1) throw await staleVersion(tx, 'SectorLink', id, before.version, 'Ce rattachement');
    return {
      result: { version: version + 1 },
      journal: linkJournal(before, 'sector.ended', {
        before: factsOf(before),
        after: { ...factsOf(before), untilOn, reason },
      }),
    };
  });
}

/** Takes a link back, as one entered by mistake. */
export async function withdrawLink(act: PersonAct, { id, version }: { id: string; version: number }) {
  return change(act, async (tx) => {
    const before = await tx.sectorLink.findUnique({ where: { id } });
    if (!before) throw notFound('Ce rattachement');
    const { count } = await tx.sectorLink.deleteMany({ where: { id, version } });
    if (count !== 1) throw await staleVersion(tx, 'SectorLink', id, before.version, 'Ce rattachement');
    return { result: { id }, journal: linkJournal(before, 'sector.withdrawn', { before: factsOf(before) }) };
  });
}
