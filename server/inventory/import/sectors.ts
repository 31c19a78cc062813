import type { SectorLink } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { fromDbDate } from '@/server/clock';
import type { SheetTable } from '@/server/documents/table-file';
import { checkUai } from '@/server/territory/uai';
import { overlap } from '../domain';
import { type Place, placeRefusal } from '../place';
import { type AddLink, addLink } from '../schema';
import { linkRefusal } from '../sector/commands';
import type { ColumnUse } from './columns';
import { type PlannedLine, planLines, Refused, takenDay } from './plan';
import type { References } from './references';

export type SectorWrite = { school: Place; college: Place; link: AddLink; held: SectorLink | null };

const uaiOf = (text: string, what: string): string => {
  if (!text) throw new Refused(`L’UAI ${what} manque.`);
  const checked = checkUai(text);
  if (!checked.ok) throw new Refused(checked.message);
  return checked.uai;
};

/** What a file of collèges of sector would make, line by line; what it does not say of a link stays. */
export function planSectors(
  actor: Actor,
  { rows }: Pick<SheetTable, 'rows'>,
  columns: readonly ColumnUse[],
  references: References,
  { fileName, today }: { fileName: string; today: string },
): PlannedLine<SectorWrite>[] {
  const seen = new Map<string, number>();
  return planLines<SectorWrite>(
    rows,
    columns,
    ({ text }) => [text('uai'), text('college')].filter(Boolean).join(' → '),
    ({ cell, text }, line) => {
      const uai = uaiOf(text('uai'), 'de l’école');
      const collegeUai = uaiOf(text('college'), 'du collège');
      const [sinceOn, untilOn] = [takenDay(cell('sinceOn'), 'Depuis'), takenDay(cell('untilOn'), 'Jusqu’au')];
      const sourceOn = takenDay(cell('sourceOn'), 'Date de la source');
      const asked = { sinceOn: sinceOn?.value ?? null, untilOn: untilOn?.value ?? null };
      const held =
        (references.links.get(`${uai} ${collegeUai}`) ?? []).find((link) =>
          overlap(asked, { sinceOn: fromDbDate(link.sinceOn), untilOn: fromDbDate(link.untilOn) }),
        ) ?? null;
      const before = held && {
        sinceOn: fromDbDate(held.sinceOn),
        untilOn: fromDbDate(held.untilOn),
        source: held.source,
        sourceOn: fromDbDate(held.sourceOn),
      };
      const parsed = addLink.safeParse({
        uai,
        collegeUai,
        ...(before ?? { source: `fichier «\u00a0${fileName}\u00a0»`, sourceOn: today }),
        ...(sinceOn ? { sinceOn: sinceOn.value } : {}),
        ...(untilOn ? { untilOn: untilOn.value } : {}),
        ...(text('source') ? { source: text('source') } : {}),
        ...(sourceOn ? { sourceOn: sourceOn.value } : {}),
      });
      if (!parsed.success) throw new Refused(parsed.error.issues[0]?.message ?? 'Cette ligne ne se lit pas.');
      const link = parsed.data;
      const refusal = linkRefusal(link, references.natures, today);
      if (refusal) throw new Refused(refusal.message);
      const [school, college] = [references.places.get(uai), references.places.get(collegeUai)];
      if (!school || !college) throw new Refused('Cet UAI n’est pas dans l’annuaire.');
      const outside = placeRefusal(actor, school);
      if (outside) throw new Refused(outside);
      const key = `${uai} ${collegeUai}`;
      const twin = seen.get(key);
      if (twin !== undefined) throw new Refused(`Ce rattachement figure déjà à la ligne ${twin}.`);
      seen.set(key, line);
      const label = `${school.label} → ${college.label}`;
      const write = { school, college, link, held };
      if (!held || !before) return { label, state: 'new', said: 'Nouveau rattachement.', write };
      const same =
        before.sinceOn === (link.sinceOn ?? null) &&
        before.untilOn === (link.untilOn ?? null) &&
        before.source === link.source &&
        before.sourceOn === link.sourceOn;
      return same
        ? { label, state: 'same', said: 'Rien ne change.', write: null }
        : { label, state: 'changed', said: 'Ses dates ou sa source changent.', write };
    },
  );
}
