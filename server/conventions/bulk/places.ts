import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import type { Db, Tx } from '@/server/db';
import { agreed, counted } from '@/server/french';
import { authorityQuery, searchable } from '@/server/territory/search';
import { checkSiren } from '@/server/territory/siren';
import type { Entry, LineChoices, PlaceChoice } from './domain';

/** Unknown names for which close ones are looked up: it costs, and a list with more is not a list of communes. */
const MOST_SUGGESTIONS = 100;

type Commune = {
  code: string;
  name: string;
  searchName: string;
  departmentCode: string;
  academyCode: string;
  postalCodes: string[];
  population: number | null;
};
type Former = { code: string; name: string; searchName: string; communeCode: string };
export type FoundAuthority = {
  id: string;
  kind: string;
  name: string;
  code: string | null;
  siren: string | null;
};

/** The commune that a line means, or why it cannot be told, or between which communes to choose. */
export type Found =
  | { authority: FoundAuthority; warnings: string[] }
  | { error: string }
  | { reason: string; choices: PlaceChoice[] };

/**
 * Reads each line against the reference of communes, in a handful of queries whatever their number. Nothing is
 * guessed: a name that several communes within reach bear, or that only resembles one, is a choice.
 */
export async function findCommunes(
  db: Db | Tx,
  actor: Actor,
  entries: readonly Entry[],
  choices: ReadonlyMap<number, LineChoices>,
): Promise<Map<number, Found>> {
  const keys = entries.map(({ name }) => (name ? keyOf(name) : ''));
  const codes = [
    ...entries.map(({ code }) => code ?? ''),
    ...[...choices.values()].map((one) => one.commune ?? ''),
  ];
  const known = await knownPlaces(db, {
    codes: unique(codes),
    names: unique([...keys, ...entries.map(({ name }) => (name ? searchable(name) : ''))]),
    sirens: unique(entries.map(({ siren }) => siren ?? '')),
  });
  const reach = reachOf(actor, known.authorityOf);
  const found = new Map<number, Found>();
  const unknown: Entry[] = [];
  for (const entry of entries) {
    const verdict = judge(entry, choices.get(entry.line)?.commune, known, reach, actor);
    if (verdict) found.set(entry.line, verdict);
    else unknown.push(entry);
  }
  const close = await closeNames(db, actor, unknown.slice(0, MOST_SUGGESTIONS));
  for (const { line, name } of unknown) {
    const near = close.get(line) ?? [];
    found.set(
      line,
      near.length > 0
        ? {
            reason: `Aucune commune ne s’appelle «\u00a0${name}\u00a0»\u00a0; en voici de proches.`,
            choices: near,
          }
        : {
            error: `Aucune commune ne s’appelle «\u00a0${name}\u00a0». Vérifiez le nom, ou donnez le code INSEE.`,
          },
    );
  }
  return found;
}

const unique = (values: readonly string[]) => [...new Set(values.filter(Boolean))];
const keyOf = (name: string) => authorityQuery(name);

type Known = {
  byCode: Map<string, Commune>;
  byName: Map<string, Commune[]>;
  byPostal: Map<string, Commune[]>;
  formerByCode: Map<string, Former>;
  formerByName: Map<string, Former[]>;
  bySiren: Map<string, FoundAuthority>;
  /** By code of the commune. */
  authorityOf: Map<string, FoundAuthority>;
};

const authorityColumns = Prisma.sql`"id", "kind"::text AS kind, "name", "code", "siren"`;

async function knownPlaces(
  db: Db | Tx,
  { codes, names, sirens }: { codes: string[]; names: string[]; sirens: string[] },
): Promise<Known> {
  const former = await db.$queryRaw<Former[]>`
    SELECT "code", "name", "searchName", "communeCode" FROM "FormerCommune"
    WHERE "code" = ANY(${codes}::text[]) OR "searchName" = ANY(${names}::text[])`;
  const named = await db.$queryRaw<FoundAuthority[]>`
    SELECT ${authorityColumns} FROM "Authority" WHERE "siren" = ANY(${sirens}::text[])`;
  const all = [
    ...codes,
    ...former.map(({ communeCode }) => communeCode),
    ...named.flatMap(({ kind, code }) => (kind === 'commune' && code ? [code] : [])),
  ];
  const communes = await db.$queryRaw<Commune[]>`
    SELECT c."code", c."name", c."searchName", c."departmentCode", d."academyCode", c."postalCodes", c."population"
    FROM "Commune" c JOIN "Department" d ON d."code" = c."departmentCode"
    WHERE c."code" = ANY(${all}::text[]) OR c."searchName" = ANY(${names}::text[])
      OR c."postalCodes" && ${codes}::text[]
    ORDER BY c."population" DESC NULLS LAST, c."code"`;
  const authorities = await db.$queryRaw<FoundAuthority[]>`
    SELECT ${authorityColumns} FROM "Authority"
    WHERE "kind" = 'commune' AND "code" = ANY(${communes.map(({ code }) => code)}::text[])`;
  return {
    byCode: new Map(communes.map((one) => [one.code, one])),
    byName: grouped(communes, ({ searchName }) => [searchName]),
    byPostal: grouped(communes, ({ postalCodes }) => postalCodes),
    formerByCode: new Map(former.map((one) => [one.code, one])),
    formerByName: grouped(former, ({ searchName }) => [searchName]),
    bySiren: new Map(named.flatMap((one) => (one.siren ? [[one.siren, one] as const] : []))),
    authorityOf: new Map(
      authorities.flatMap((one) => (one.kind === 'commune' && one.code ? [[one.code, one] as const] : [])),
    ),
  };
}

function grouped<T>(items: readonly T[], keys: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keys(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** The académie whose communes a hat may take, or null for a hat that acts for authorities of its own. */
export const academyOf = ({ role, academyCode }: Actor): string | null =>
  role === 'academy_admin' || role === 'academy_editor' ? academyCode : null;

/** May this hat open a convention for that commune? The académie's own; the authorities for which a hat acts. */
function reachOf(actor: Actor, authorityOf: Known['authorityOf']) {
  const own = new Set(actor.authorityIds);
  const academy = academyOf(actor);
  return (commune: Commune) =>
    academy === null ? own.has(authorityOf.get(commune.code)?.id ?? '') : commune.academyCode === academy;
}

/** Null when the name is unknown. */
function judge(
  entry: Entry,
  chosen: string | undefined,
  known: Known,
  reach: (commune: Commune) => boolean,
  actor: Actor,
): Found | null {
  const settle = (commune: Commune, warnings: string[] = []): Found => {
    if (!reach(commune)) return { error: beyond(commune, actor) };
    const authority = known.authorityOf.get(commune.code);
    return authority
      ? { authority, warnings }
      : { error: `La commune ${commune.name} n’est pas inscrite parmi les collectivités.` };
  };
  const picked = chosen ? known.byCode.get(chosen) : undefined;
  if (picked) return settle(picked);
  if (entry.siren) return bySiren(entry, known, settle);
  if (entry.code) return byCode(entry, entry.code, known, settle);
  if (!entry.name) return { error: 'Cette ligne ne nomme aucune commune.' };
  return byName(entry, entry.name, known, reach, settle, actor);
}

type Settle = (commune: Commune, warnings?: string[]) => Found;

function bySiren({ siren, said }: Entry, known: Known, settle: Settle): Found {
  const check = checkSiren(siren ?? '');
  if (!check.ok) return { error: check.message };
  const authority = known.bySiren.get(check.value);
  if (!authority)
    return { error: `Aucune collectivité connue n’a le SIREN ${check.value} («\u00a0${said}\u00a0»).` };
  if (authority.kind !== 'commune' || !authority.code)
    return { error: `Ce SIREN est celui de ${authority.name}, qui n’est pas une commune.` };
  const commune = known.byCode.get(authority.code);
  if (!commune) return { error: `La commune de SIREN ${check.value} n’existe plus sous ce code.` };
  return settle(commune);
}

function byCode({ name }: Entry, code: string, known: Known, settle: Settle): Found {
  const key = name ? keyOf(name) : null;
  const named = (commune: Commune) =>
    key === null || commune.searchName === key || searchable(name ?? '') === commune.searchName;
  const commune = known.byCode.get(code);
  if (commune && named(commune)) return settle(commune);
  const former = known.formerByCode.get(code);
  const today = former && known.byCode.get(former.communeCode);
  if (former && today && (named(today) || former.searchName === key))
    return settle(today, [`${former.name} (${code}) fait aujourd’hui partie de ${today.name}.`]);
  const posted = (known.byPostal.get(code) ?? []).filter(named);
  if (key !== null && posted.length === 1 && posted[0]) return settle(posted[0]);
  if (commune)
    return {
      error: `Le code ${code} est celui de ${commune.name}, la ligne dit «\u00a0${name}\u00a0»\u00a0: corrigez l’un ou l’autre.`,
    };
  if (key === null && posted.length > 0)
    return {
      reason: `${code} est un code postal\u00a0: précisez la commune.`,
      choices: posted.map(choiceOf),
    };
  return { error: `Aucune commune n’a le code INSEE ${code}.` };
}

function byName(
  { department }: Entry,
  name: string,
  known: Known,
  reach: (commune: Commune) => boolean,
  settle: Settle,
  actor: Actor,
): Found | null {
  const key = keyOf(name);
  const inPlace = (commune: Commune) =>
    !department || commune.departmentCode === department.replace(/^0(?=\d\d$)/, '');
  const same = (known.byName.get(key) ?? known.byName.get(searchable(name)) ?? []).filter(inPlace);
  const mine = same.filter(reach);
  const [only, second] = mine;
  if (only && second)
    return {
      reason: `${counted(mine.length, 'commune')} ${agreed(mine.length, 'porte', 'portent')} ce nom\u00a0: précisez laquelle.`,
      choices: mine.map(choiceOf),
    };
  if (only) return settle(only);
  const former = (known.formerByName.get(key) ?? []).flatMap((one) => {
    const today = known.byCode.get(one.communeCode);
    return today && inPlace(today) && reach(today) ? [{ one, today }] : [];
  });
  const places = new Map(former.map(({ today }) => [today.code, today]));
  const [first] = former;
  if (places.size === 1 && first)
    return settle(first.today, [`${first.one.name} fait aujourd’hui partie de ${first.today.name}.`]);
  if (places.size > 1)
    return {
      reason: 'Ce nom est celui d’anciennes communes\u00a0: précisez laquelle.',
      choices: [...places.values()].map(choiceOf),
    };
  const away = same[0];
  return away ? { error: beyond(away, actor, same.length) } : null;
}

const choiceOf = ({ code, name, departmentCode, population }: Commune): PlaceChoice => ({
  id: code,
  label: `${name} (${departmentCode})`,
  detail: [`INSEE ${code}`, population ? counted(population, 'habitant') : ''].filter(Boolean).join(' · '),
});

function beyond({ name, departmentCode }: Commune, actor: Actor, homonyms = 1): string {
  const place = `${name} (${departmentCode})${homonyms > 1 ? ` et ${counted(homonyms - 1, 'homonyme')}` : ''}`;
  return academyOf(actor) === null
    ? `${place}\u00a0: vous n’agissez pas pour cette commune avec ce rôle.`
    : `${place} ne relève pas de votre académie.`;
}

/** Communes within reach whose name resembles, three a line. */
async function closeNames(
  db: Db | Tx,
  actor: Actor,
  entries: readonly Entry[],
): Promise<Map<number, PlaceChoice[]>> {
  if (entries.length === 0) return new Map();
  const rows = await db.$queryRaw<(Commune & { line: number })[]>`
    SELECT asked."line", near.* FROM unnest(
      ${entries.map(({ line }) => line)}::int[], ${entries.map(({ name }) => keyOf(name ?? ''))}::text[]
    ) AS asked("line", "key")
    CROSS JOIN LATERAL (
      SELECT c."code", c."name", c."departmentCode", c."population"
      FROM "Commune" c JOIN "Department" d ON d."code" = c."departmentCode"
      LEFT JOIN "Authority" a ON a."kind" = 'commune' AND a."code" = c."code"
      WHERE c."searchName" % asked."key"
        AND (d."academyCode" = ${academyOf(actor) ?? ''} OR a."id" = ANY(${actor.authorityIds}::text[]))
      ORDER BY similarity(c."searchName", asked."key") DESC, c."population" DESC NULLS LAST, c."code" LIMIT 3
    ) near`;
  return new Map(
    [...grouped(rows, ({ line }) => [String(line)])].map(([line, near]) => [
      Number(line),
      near.map(choiceOf),
    ]),
  );
}
