import type { InventoryEntry } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { fromDbDate } from '@/server/clock';
import type { SheetTable } from '@/server/documents/table-file';
import { isCommuneCode, normaliseCommune } from '@/server/territory/insee';
import { authorityQuery, searchable } from '@/server/territory/search';
import { checkUai } from '@/server/territory/uai';
import { overlap } from '../domain';
import { type Place, placeRefusal } from '../place';
import { type Tool, toolSchema } from '../schema';
import type { ColumnUse } from './columns';
import { type Cells, type PlannedLine, planLines, Refused, taken, takenDay } from './plan';
import { entryKey, type References } from './references';
import { readPayer, readTrust, readUses, readYesNo } from './values';

export type ToolWrite = { place: Place; tool: Tool; held: InventoryEntry | null; product: string };

function placeOf({ text }: Cells, { places, communes }: References): Place {
  if (text('uai')) {
    const checked = checkUai(text('uai'));
    if (!checked.ok) throw new Refused(checked.message);
    const place = places.get(checked.uai);
    if (!place) throw new Refused(`L’UAI ${checked.uai} n’est pas dans l’annuaire.`);
    return place;
  }
  const commune = text('commune');
  if (!commune) throw new Refused('La ligne ne dit ni école (UAI) ni commune.');
  if (isCommuneCode(commune)) {
    const place = places.get(normaliseCommune(commune));
    if (!place) throw new Refused(`Aucune commune ne porte le code INSEE ${normaliseCommune(commune)}.`);
    return place;
  }
  const department = text('department')
    .replace(/^0(?=\d\d)/, '')
    .padStart(2, '0');
  const found = (communes.get(searchable(commune)) ?? []).filter(
    ({ departmentCode }) => !text('department') || departmentCode === department,
  );
  if (found.length === 0) throw new Refused(`Aucune commune ne s’appelle «\u00a0${commune}\u00a0».`);
  const place = places.get(found[0]?.code ?? '');
  if (found.length > 1 || !place)
    throw new Refused(
      `Plusieurs communes s’appellent «\u00a0${commune}\u00a0»\u00a0: donnez son code INSEE ou son département.`,
    );
  return place;
}

const packed = (name: string) => searchable(name).replaceAll(' ', '');

function productOf({ text }: Cells, { products }: References) {
  const named = text('product');
  if (!named) throw new Refused('La solution n’est pas nommée.');
  const product = products.find(({ name }) => packed(name) === packed(named));
  if (!product)
    throw new Refused(
      `«\u00a0${named.slice(0, 60)}\u00a0» n’est pas au catalogue des solutions\u00a0: corrigez le nom, ou faites-la ajouter.`,
    );
  return product;
}

function authorityOf({ text }: Cells, { authorities }: References, place: Place): string | null {
  const named = text('payerAuthority');
  if (!named) return null;
  const siren = named.replace(/\D/g, '');
  const matching = authorities.filter(
    (one) =>
      (siren.length === 9 && one.siren === siren) ||
      one.searchName === searchable(named) ||
      one.searchName === authorityQuery(named),
  );
  const near = matching.filter(({ departmentCode }) => departmentCode === place.departmentCode);
  const found = near.length > 0 ? near : matching;
  if (found.length === 0)
    throw new Refused(`La collectivité «\u00a0${named.slice(0, 60)}\u00a0» n’est pas connue.`);
  const own = found.filter(({ id }) => place.authorityIds.includes(id));
  const [only] = own.length === 1 ? own : found;
  if (own.length !== 1 && found.length > 1)
    throw new Refused(
      `Plusieurs collectivités s’appellent «\u00a0${named.slice(0, 60)}\u00a0»\u00a0: donnez son SIREN.`,
    );
  return only?.id ?? null;
}

/** What the line tells; what it does not tell is absent, and stays as it is on a line that is already there. */
function told(cells: Cells, references: References, place: Place): Partial<Tool> {
  const { cell, text } = cells;
  const uses = taken(readUses(cell('uses')), 'Usages');
  const payer = taken(readPayer(cell('payer')), 'Payeur');
  const authorityId = authorityOf(cells, references, place);
  const sinceOn = takenDay(cell('sinceOn'), 'Depuis');
  const untilOn = takenDay(cell('untilOn'), 'Jusqu’au');
  const trust = taken(readTrust(cell('trust')), 'Cadre de confiance');
  const throughEnt = taken(readYesNo(cell('throughEnt')), 'Accessible par l’ENT');
  const sourceOn = takenDay(cell('sourceOn'), 'Date de la source');
  if (authorityId && payer && payer.value !== 'authority')
    throw new Refused('Une collectivité qui paie est nommée, mais le payeur est un autre.');
  return {
    ...(uses ? { uses: uses.value } : {}),
    ...(payer ? { payer: payer.value } : authorityId ? { payer: 'authority' as const } : {}),
    ...(authorityId ? { payerAuthorityId: authorityId } : {}),
    ...(sinceOn ? { sinceOn: sinceOn.value } : {}),
    ...(untilOn ? { untilOn: untilOn.value } : {}),
    ...(trust ? { trust: trust.value } : {}),
    ...(text('trustProof') ? { trustProof: text('trustProof') } : {}),
    ...(throughEnt ? { throughEnt: throughEnt.value } : {}),
    ...(text('source') ? { source: text('source') } : {}),
    ...(sourceOn ? { sourceOn: sourceOn.value } : {}),
    ...(text('note') ? { note: text('note') } : {}),
  };
}

const period = (line: { sinceOn: Date | null; untilOn: Date | null }) => ({
  sinceOn: fromDbDate(line.sinceOn),
  untilOn: fromDbDate(line.untilOn),
});

/** A kept line as the form would give it. */
const asTool = (entry: InventoryEntry): Record<keyof Tool, unknown> => ({
  productId: entry.productId,
  uses: entry.uses,
  payer: entry.payer,
  payerAuthorityId: entry.payerAuthorityId,
  ...period(entry),
  trust: entry.trust,
  trustProof: entry.trustProof,
  throughEnt: entry.throughEnt,
  source: entry.source,
  sourceOn: fromDbDate(entry.sourceOn),
  note: entry.note,
});

const words: Partial<Record<keyof Tool, string>> = {
  uses: 'usages',
  payer: 'payeur',
  payerAuthorityId: 'collectivité qui paie',
  sinceOn: 'début',
  untilOn: 'fin',
  trust: 'cadre de confiance',
  trustProof: 'preuve',
  throughEnt: 'accès par l’ENT',
  source: 'source',
  sourceOn: 'date de la source',
  note: 'remarque',
};

/**
 * What a file of products used would make, line by line. A line is found again by its place and its product on a
 * common day; what the file does not say of it stays.
 */
export function planTools(
  actor: Actor,
  { rows }: Pick<SheetTable, 'rows'>,
  columns: readonly ColumnUse[],
  references: References,
  { fileName, today }: { fileName: string; today: string },
): PlannedLine<ToolWrite>[] {
  const seen = new Map<string, { line: number; sinceOn: string | null; untilOn: string | null }[]>();
  return planLines<ToolWrite>(
    rows,
    columns,
    ({ text }) => [text('uai') || text('commune'), text('product')].filter(Boolean).join(' – '),
    (cells, line) => {
      const place = placeOf(cells, references);
      const outside = placeRefusal(actor, place);
      if (outside) throw new Refused(outside);
      const product = productOf(cells, references);
      const said = told(cells, references, place);
      const asked = { sinceOn: said.sinceOn ?? null, untilOn: said.untilOn ?? null };
      const key = entryKey(place, product.id);
      const there = (references.entries.get(key) ?? []).filter((entry) => overlap(asked, period(entry)));
      const held = there.find((one) => fromDbDate(one.sinceOn) === asked.sinceOn) ?? there[0] ?? null;
      const base = held
        ? asTool(held)
        : {
            uses: [],
            payer: 'unknown',
            trust: 'unknown',
            throughEnt: null,
            source: `fichier «\u00a0${fileName}\u00a0»`,
            sourceOn: today,
          };
      const parsed = toolSchema.safeParse({ ...base, ...said, productId: product.id });
      if (!parsed.success) throw new Refused(parsed.error.issues[0]?.message ?? 'Cette ligne ne se lit pas.');
      const tool = parsed.data;
      if (tool.sourceOn > today) throw new Refused('Une information ne peut pas être datée de l’avenir.');
      const lasts = { sinceOn: tool.sinceOn ?? null, untilOn: tool.untilOn ?? null };
      const twin = (seen.get(key) ?? []).find((one) => overlap(one, lasts));
      if (twin) throw new Refused(`Cette solution y figure déjà à la ligne ${twin.line}.`);
      seen.set(key, [...(seen.get(key) ?? []), { line, ...lasts }]);
      if (there.some((one) => one !== held && overlap(lasts, period(one))))
        throw new Refused('Deux lignes déjà déclarées répondent à celle-ci\u00a0: corrigez-les à l’écran.');
      const label = `${place.label} – ${product.name}`;
      const write = { place, tool, held, product: product.name };
      if (!held) return { label, state: 'new', said: 'Nouvelle ligne.', write };
      const before = asTool(held);
      const changed = (Object.keys(words) as (keyof Tool)[]).filter(
        (field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(tool[field] ?? null),
      );
      return changed.length === 0
        ? { label, state: 'same', said: 'Rien ne change.', write: null }
        : {
            label,
            state: 'changed',
            said: `Change\u00a0: ${changed.map((field) => words[field]).join(', ')}.`,
            write,
          };
    },
  );
}
