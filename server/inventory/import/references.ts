import type { InventoryEntry, SectorLink } from '@/prisma/generated/client';
import type { Degree } from '@/prisma/generated/enums';
import type { Db, Tx } from '@/server/db';
import type { SheetTable } from '@/server/documents/table-file';
import { isCommuneCode, normaliseCommune } from '@/server/territory/insee';
import { authorityQuery, searchable } from '@/server/territory/search';
import { normaliseUai } from '@/server/territory/uai';
import { type Place, placesOf } from '../place';
import type { ColumnUse } from './columns';
import { cellsOf } from './plan';

/** Everything that the lines of a file name, found in a number of queries that does not depend on their number. */
export type References = {
  places: Map<string, Place>;
  natures: Map<string, { uai: string; degree: Degree; nature: string }>;
  /** Communes by their searchable name. */
  communes: Map<string, { code: string; departmentCode: string }[]>;
  products: { id: string; name: string }[];
  authorities: {
    id: string;
    name: string;
    kind: string;
    siren: string | null;
    searchName: string;
    departmentCode: string | null;
  }[];
  entries: Map<string, InventoryEntry[]>;
  links: Map<string, SectorLink[]>;
};

const grouped = <Row>(rows: readonly Row[], key: (row: Row) => string) => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
};

/** The key of a place and a product among entries. */
export const entryKey = (place: { uai: string | null; communeCode: string | null }, productId: string) =>
  `${place.uai ?? place.communeCode} ${productId}`;

/** What the lines name: schools, communes, products, collectivités, and the lines that are already there. */
export async function referencesOf(
  db: Db | Tx,
  { rows }: Pick<SheetTable, 'rows'>,
  columns: readonly ColumnUse[],
): Promise<References> {
  const uais = new Set<string>();
  const codes = new Set<string>();
  const names = new Set<string>();
  const payers = new Set<string>();
  for (const row of rows) {
    const { text } = cellsOf(row, columns);
    for (const use of ['uai', 'college'] as const) if (text(use)) uais.add(normaliseUai(text(use)));
    const commune = text('commune');
    if (commune && isCommuneCode(commune)) codes.add(normaliseCommune(commune));
    else if (commune) names.add(searchable(commune));
    if (text('payerAuthority')) payers.add(text('payerAuthority'));
  }
  const searched = [...payers].flatMap((name) => [searchable(name), authorityQuery(name)]);
  const [natures, communes, products, authorities] = await Promise.all([
    db.school.findMany({
      where: { uai: { in: [...uais] } },
      select: { uai: true, degree: true, nature: true },
    }),
    db.commune.findMany({
      where: { OR: [{ searchName: { in: [...names] } }, { code: { in: [...codes] } }] },
      select: { code: true, departmentCode: true, searchName: true },
    }),
    db.product.findMany({ select: { id: true, name: true } }),
    db.authority.findMany({
      where: {
        OR: [
          { searchName: { in: searched } },
          { siren: { in: [...payers].map((name) => name.replace(/\D/g, '')).filter((n) => n.length === 9) } },
        ],
      },
      select: { id: true, name: true, kind: true, siren: true, searchName: true, departmentCode: true },
    }),
  ]);
  const found = communes.map(({ code }) => code);
  const [places, entries, links] = await Promise.all([
    placesOf(db, { uais: [...uais], communes: found }),
    db.inventoryEntry.findMany({
      where: { OR: [{ uai: { in: [...uais] } }, { communeCode: { in: found } }] },
      orderBy: { id: 'asc' },
    }),
    db.sectorLink.findMany({ where: { uai: { in: [...uais] } }, orderBy: { id: 'asc' } }),
  ]);
  return {
    places,
    natures: new Map(natures.map((row) => [row.uai, row])),
    communes: grouped(communes, ({ searchName }) => searchName),
    products,
    authorities,
    entries: grouped(entries, (entry) => entryKey(entry, entry.productId)),
    links: grouped(links, (link) => `${link.uai} ${link.collegeUai}`),
  };
}
