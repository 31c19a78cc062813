import { type PageParams, param, paramChoice, withParams } from '@/components/ui/address';
import { isIsoDate } from '@/server/calendar';
import { constituencyParts, readTerritory, type Territory } from '@/server/coverage/territory';
import {
  allUses,
  type Continuity,
  type DuplicateKind,
  type InventoryPayer,
  isInventoryPlace,
  type TrustState,
} from '@/server/inventory/domain';
import type { InventoryQuery } from '@/server/inventory/schema';
import type { ProductKind } from '@/server/organisations/catalogue/domain';

/** The parts of the page, by their word in the address. */
export const inventoryTabs = ['solutions', 'declarations', 'doublons', 'continuite'] as const;
export type InventoryTab = (typeof inventoryTabs)[number];

/** Words of the address for what the domain names otherwise. */
export const kindWords = {
  ent: 'ent',
  'vie-scolaire': 'school_life',
  communication: 'communication',
  ressource: 'resource',
  autre: 'other',
} as const satisfies Record<string, ProductKind>;
export const payerWords = {
  collectivite: 'authority',
  ecole: 'school',
  etat: 'state',
  gratuit: 'free',
  inconnu: 'unknown',
} as const satisfies Record<string, InventoryPayer>;
export const trustWords = {
  dans: 'inside',
  hors: 'outside',
  inconnu: 'unknown',
} as const satisfies Record<string, TrustState>;
export const throughWords = { oui: 'yes', non: 'no', inconnu: 'unknown' } as const;
export const duplicateWords = {
  'meme-usage': 'same_use',
  'deux-projets': 'two_projects',
  'deux-payeurs': 'two_payers',
  'deja-dans-l-ent': 'paid_covered',
} as const satisfies Record<string, DuplicateKind>;
export const continuityWords = {
  'meme-solution': 'same_product',
  'meme-editeur': 'same_vendor',
  differentes: 'different',
  inconnue: 'unknown',
} as const satisfies Record<string, Continuity>;

/** What the domain calls the word of the address, or null. */
function wordIn<W extends Record<string, string>>(
  params: PageParams,
  name: string,
  words: W,
): W[keyof W] | null {
  const word = paramChoice(params, name, Object.keys(words));
  return word ? (words[word] as W[keyof W]) : null;
}

/** A list of choices for a filter, from the words of the address and their labels. */
export const choicesOf = <K extends string>(words: Record<string, K>, labels: Record<K, string>) =>
  Object.entries(words).map(([id, key]) => ({ id, label: labels[key as K] }));

/** A circonscription of the département that was chosen before this one. */
const elsewhere = ({ kind, code }: Territory, department: string) =>
  kind === 'constituency' && department !== '' && constituencyParts(code).departmentCode !== department;

/** What the address asks of the inventory; what is unknown is left out. */
export function readInventory(params: PageParams) {
  const date = param(params, 'date');
  const department = param(params, 'departement');
  const commune = param(params, 'commune').slice(0, 100);
  const territory = readTerritory(param(params, 'territoire'));
  const degree = paramChoice(params, 'degre', ['premier', 'second'] as const);
  const kind = wordIn(params, 'nature', kindWords);
  const use = paramChoice(params, 'usage', allUses);
  const payer = wordIn(params, 'payeur', payerWords);
  const trust = wordIn(params, 'cadre', trustWords);
  const through = wordIn(params, 'ent', throughWords);
  const product = param(params, 'solution').slice(0, 64);
  const filters: InventoryQuery = {
    ...(isIsoDate(date) ? { asOf: date } : {}),
    ...(/^(\d{2,3}|2[AB])$/.test(department) ? { department } : {}),
    ...(commune ? { commune } : {}),
    ...(territory && isInventoryPlace(territory) && !elsewhere(territory, department) ? { territory } : {}),
    ...(degree ? { degree: degree === 'second' ? ('secondary' as const) : ('primary' as const) } : {}),
    ...(kind ? { kind } : {}),
    ...(use ? { use } : {}),
    ...(payer ? { payer } : {}),
    ...(trust ? { trust } : {}),
    ...(through ? { throughEnt: through } : {}),
    ...(product ? { productId: product } : {}),
  };
  const duplicate = wordIn(params, 'doublon', duplicateWords);
  const continuity = wordIn(params, 'suite', continuityWords);
  const group = /^[0-9a-f]{32}$/.test(param(params, 'groupe')) ? param(params, 'groupe') : null;
  const state = paramChoice(params, 'etat', ['terminees', 'toutes'] as const);
  return {
    tab: paramChoice(params, 'onglet', inventoryTabs) ?? ('solutions' as const),
    filters,
    duplicate,
    continuity,
    group,
    q: param(params, 'q').slice(0, 200),
    state:
      state === 'terminees'
        ? ('ended' as const)
        : state === 'toutes'
          ? ('all' as const)
          : ('current' as const),
  };
}
export type InventoryAddress = ReturnType<typeof readInventory>;

/** The territory and the day: what is the same on each tab. */
const shared = ['date', 'departement', 'territoire', 'commune', 'degre'] as const;

/** The address of a tab, with the territory and the day of this one. */
export function tabHref(params: PageParams, tab: InventoryTab, more: Record<string, string> = {}): string {
  const kept = Object.fromEntries(shared.map((name) => [name, param(params, name) || null]));
  return `/couverture/existant${withParams('', { ...kept, onglet: tab === 'solutions' ? null : tab, ...more })}`;
}

/** The whole address again, for the file of the same list. */
export function exportHref(params: PageParams): string {
  const all = Object.fromEntries(
    Object.keys(params).map((name) => [name, name === 'page' ? null : param(params, name) || null]),
  );
  return `/couverture/existant/export.csv${withParams('', all)}`;
}
