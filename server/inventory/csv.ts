import { type CsvColumn, toCsv } from '@/server/documents/csv';
import { productKindLabels } from '@/server/organisations/catalogue/domain';
import type { callerFor } from '@/server/trpc/root';
import {
  type Continuity,
  continuityLabels,
  type DuplicateKind,
  duplicateLabels,
  payerLabels,
  throughEntLabel,
  trustLabels,
  useLabels,
} from './domain';
import type { DuplicateSchool } from './duplicates';
import type { EntryLine, UsedProduct } from './queries';
import type { InventoryQuery } from './schema';
import type { ContinuityCollege, ContinuitySchool } from './sector/queries';

type Asked = {
  tab: 'solutions' | 'declarations' | 'doublons' | 'continuite';
  filters: InventoryQuery;
  duplicate: DuplicateKind | null;
  continuity: Continuity | null;
  group: string | null;
  q: string;
  state: 'current' | 'ended' | 'all';
};

const products: CsvColumn<UsedProduct>[] = [
  { label: 'Solution', value: ({ name }) => name },
  { label: 'Nature', value: ({ kind }) => productKindLabels[kind] },
  { label: 'Éditeur', value: ({ vendor }) => vendor },
  { label: 'Établissements', value: ({ schools }) => schools },
  { label: 'Communes', value: ({ communes }) => communes },
  { label: 'Établissements où elle est payée', value: ({ paid }) => paid },
  { label: 'Accessible par l’ENT', value: ({ throughEnt }) => throughEnt },
  { label: 'Hors de l’ENT', value: ({ notThroughEnt }) => notThroughEnt },
  { label: 'Dans le cadre de confiance', value: ({ inside }) => inside },
  { label: 'Hors du cadre de confiance', value: ({ outside }) => outside },
  { label: 'Usages couverts', value: ({ uses }) => uses.map((use) => useLabels[use]).join(', ') },
];

/** Heads that the import reads: what leaves can come back. */
const entries: CsvColumn<EntryLine>[] = [
  { label: 'UAI', value: ({ uai }) => uai },
  { label: 'Commune', value: ({ communeCode }) => communeCode },
  { label: 'Lieu', value: ({ placeName }) => placeName },
  { label: 'Solution', value: ({ product }) => product.name },
  { label: 'Usages', value: ({ declaredUses }) => declaredUses.map((use) => useLabels[use]).join(', ') },
  { label: 'Qui paie', value: ({ payer }) => payerLabels[payer] },
  { label: 'Collectivité qui paie', value: ({ payerName }) => payerName },
  { label: 'Depuis', value: ({ sinceOn }) => sinceOn },
  { label: 'Jusqu’au', value: ({ untilOn }) => untilOn },
  { label: 'Cadre de confiance', value: ({ trust }) => trustLabels[trust] },
  { label: 'Preuve', value: ({ trustProof }) => trustProof },
  {
    label: 'Accessible par l’ENT',
    value: ({ throughEnt }) => (throughEnt === null ? 'inconnu' : throughEnt),
  },
  { label: 'Accès', value: ({ throughEnt }) => throughEntLabel(throughEnt) },
  { label: 'Source', value: ({ source }) => source },
  { label: 'Date de la source', value: ({ sourceOn }) => sourceOn },
  { label: 'Remarque', value: ({ note }) => note },
  { label: 'Démonstration', value: ({ demonstration }) => demonstration },
];

const duplicates: CsvColumn<DuplicateSchool>[] = [
  { label: 'UAI', value: ({ uai }) => uai },
  { label: 'Établissement', value: ({ name }) => name },
  { label: 'Commune', value: ({ communeName }) => communeName },
  { label: 'Département', value: ({ departmentCode }) => departmentCode },
  { label: 'Doublon', value: ({ kind }) => duplicateLabels[kind] },
  { label: 'Usage', value: ({ use }) => (use ? useLabels[use] : '') },
  { label: 'En double', value: ({ names }) => names.join(', ') },
];

const sectors: CsvColumn<{ college: ContinuityCollege; school: ContinuitySchool }>[] = [
  { label: 'UAI école', value: ({ school }) => school.uai },
  { label: 'École', value: ({ school }) => school.name },
  { label: 'Commune', value: ({ school }) => school.communeName },
  { label: 'ENT de l’école', value: ({ school }) => school.ents.join(', ') },
  { label: 'UAI collège', value: ({ college }) => college.uai },
  { label: 'Collège', value: ({ college }) => college.name },
  { label: 'ENT du collège', value: ({ college }) => college.ents.join(', ') },
  { label: 'Continuité', value: ({ school }) => continuityLabels[school.continuity] },
];

/** The list of a tab as a file, through the same procedures and rights as the screen. */
export async function inventoryCsv(
  caller: ReturnType<typeof callerFor>,
  { tab, filters, duplicate, continuity, group, q, state }: Asked,
): Promise<{ name: string; text: string }> {
  const { asOf, department, commune, territory, degree, use } = filters;
  const place = { asOf, department, commune, territory };
  switch (tab) {
    case 'solutions':
      return {
        name: 'solutions-utilisees.csv',
        text: toCsv(products, (await caller.inventory.products(filters)).products),
      };
    case 'declarations': {
      const all: EntryLine[] = [];
      for (let page = 1; ; page += 1) {
        const { items, total } = await caller.inventory.entries({
          ...filters,
          page,
          size: 5_000,
          state,
          ...(q ? { q } : {}),
        });
        all.push(...items);
        if (items.length === 0 || all.length >= total) break;
      }
      return { name: 'declarations.csv', text: toCsv(entries, all) };
    }
    case 'doublons': {
      const all: DuplicateSchool[] = [];
      for (let page = 1; ; page += 1) {
        const { items, total } = await caller.inventory.duplicateSchools({
          ...place,
          degree,
          use,
          page,
          size: 5_000,
          ...(duplicate ? { kind: duplicate } : {}),
          ...(group ? { group } : {}),
        });
        all.push(...items);
        if (items.length === 0 || all.length >= total) break;
      }
      return { name: 'doublons.csv', text: toCsv(duplicates, all) };
    }
    case 'continuite': {
      const view = await caller.inventory.continuity({ ...place, ...(continuity ? { continuity } : {}) });
      return {
        name: 'continuite.csv',
        text: toCsv(
          sectors,
          view.colleges.flatMap((college) => college.schools.map((school) => ({ college, school }))),
        ),
      };
    }
  }
}
