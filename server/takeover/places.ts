import { Prisma } from '@/prisma/generated/client';
import type { AuthorityKind } from '@/prisma/generated/enums';
import type { Db, Tx } from '../db';
import { authorityQuery, searchable } from '../territory/search';
import type { Finding } from './course';
import type { LineFacts } from './line';

/** A collectivité as a line may name it; `reached` says whether it belongs to the académie. */
export type Place = {
  id: string;
  kind: AuthorityKind;
  name: string;
  siren: string | null;
  code: string | null;
  departmentCode: string | null;
  searchName: string;
  reached: boolean;
};

/** All that the lines of one spreadsheet may lead to, in a few queries. */
export type PlaceBook = {
  bySiren: ReadonlyMap<string, Place>;
  byInsee: ReadonlyMap<string, Place>;
  byName: ReadonlyMap<string, Place[]>;
  /** Close names, for what was written otherwise; offered, never taken. */
  close: ReadonlyMap<string, Place[]>;
  byId: ReadonlyMap<string, Place>;
};

const columns = (academyCode: string) => Prisma.sql`
  a."id", a."kind"::text AS kind, a."name", a."siren", a."code", a."departmentCode", a."searchName",
  (a."departmentCode" IN (SELECT "code" FROM "Department" WHERE "academyCode" = ${academyCode})
    OR (a."kind" = 'region' AND a."code" = (SELECT "regionCode" FROM "Academy" WHERE "code" = ${academyCode}))
    OR (a."departmentCode" IS NULL AND a."kind" <> 'region')) IS TRUE AS reached`;

const list = (values: readonly string[]) => Prisma.sql`${[...values]}::text[]`;

/** Finds every collectivité that these lines name, by SIREN, INSEE code (also a former one), name or choice. */
export async function placeBook(
  db: Db | Tx,
  academyCode: string,
  lines: readonly Pick<LineFacts, 'siren' | 'insee' | 'authority'>[],
  chosen: readonly string[] = [],
): Promise<PlaceBook> {
  const texts = (pick: (line: (typeof lines)[number]) => string | null) => [
    ...new Set(lines.map(pick).filter((value): value is string => value !== null && value !== '')),
  ];
  const sirens = texts(({ siren }) => siren);
  const insees = texts(({ insee }) => insee);
  const names = texts(({ authority }) => authority && authorityQuery(authority));
  const former = await db.formerCommune.findMany({
    where: { code: { in: insees } },
    select: { code: true, communeCode: true },
  });
  const codes = [...insees, ...former.map(({ communeCode }) => communeCode)];
  const found = await db.$queryRaw<Place[]>`
    SELECT ${columns(academyCode)} FROM "Authority" a
    WHERE a."siren" = ANY(${list(sirens)}) OR a."id" = ANY(${list(chosen)})
      OR (a."kind" = 'commune' AND a."code" = ANY(${list(codes)}))
      OR a."searchName" = ANY(${list(names)})`;
  const byName = new Map<string, Place[]>();
  for (const name of names) {
    const same = found.filter((place) => place.searchName === name && place.reached);
    if (same.length > 0) byName.set(name, same);
  }
  const unknown = names.filter((name) => !byName.has(name));
  const close = new Map<string, Place[]>();
  if (unknown.length > 0) {
    const near = await db.$queryRaw<(Place & { asked: string })[]>`
      SELECT near.*, asked.name AS asked FROM unnest(${list(unknown)}) AS asked(name)
      CROSS JOIN LATERAL (
        SELECT ${columns(academyCode)} FROM "Authority" a
        WHERE a."searchName" % asked.name AND a."departmentCode" IN (
          SELECT "code" FROM "Department" WHERE "academyCode" = ${academyCode})
        ORDER BY similarity(a."searchName", asked.name) DESC, a."kind", a."id" LIMIT 5) near`;
    for (const { asked, ...place } of near) close.set(asked, [...(close.get(asked) ?? []), place]);
  }
  const communes = new Map(
    found.filter(({ kind, code }) => kind === 'commune' && code).map((place) => [place.code ?? '', place]),
  );
  for (const { code, communeCode } of former) {
    const today = communes.get(communeCode);
    if (today && !communes.has(code)) communes.set(code, today);
  }
  return {
    bySiren: new Map(found.filter(({ siren }) => siren).map((place) => [place.siren ?? '', place])),
    byInsee: communes,
    byName,
    close,
    byId: new Map([...found, ...[...close.values()].flat()].map((place) => [place.id, place])),
  };
}

const KIND_SAID: readonly [RegExp, readonly AuthorityKind[]][] = [
  [/^(?:commune|ville|mairie)\b/, ['commune']],
  [/^(?:departement|conseil departemental|cd \d)/, ['department']],
  [/^(?:region|conseil regional)\b/, ['region']],
  [/^(?:communaute|cc|ca|cu|metropole|ept|etablissement public)\b/, ['epci', 'ept']],
];

/**
 * The collectivité of one line. A choice made by a person wins; else the SIREN, then the INSEE code, then the
 * name. Several of the same name are shown with a choice, never guessed; what contradicts is refused.
 */
export function placeOf(
  facts: LineFacts,
  book: PlaceBook,
  chosenId: string | undefined,
): { place: Place | null; candidates: Place[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const none = (field: Finding['field'], message: string, candidates: Place[] = []) => ({
    place: null,
    candidates,
    findings: [...findings, { level: 'error' as const, field, message }],
  });
  const taken = (place: Place) =>
    place.reached
      ? { place, candidates: [], findings }
      : none(facts.siren ? 'siren' : 'authority', `${place.name} ne relève pas de votre académie.`);

  const chosen = chosenId ? book.byId.get(chosenId) : undefined;
  if (chosen) return taken(chosen);
  const named = facts.authority ? authorityQuery(facts.authority) : '';
  const said = KIND_SAID.find(([words]) => words.test(searchable(facts.authority ?? '')))?.[1];
  const sameName = (book.byName.get(named) ?? []).filter(
    ({ departmentCode }) =>
      !facts.department || departmentCode === null || departmentCode === facts.department,
  );
  const sure = [
    facts.siren ? book.bySiren.get(facts.siren) : undefined,
    facts.insee ? book.byInsee.get(facts.insee) : undefined,
  ].filter((place) => place !== undefined);
  const [first, second] = sure;
  if (first && second && first.id !== second.id)
    return none(
      'siren',
      `Le SIREN désigne ${first.name} et le code INSEE ${second.name} : corrigez l’un ou l’autre.`,
      [first, second],
    );
  if (first) {
    const others = book.byName.get(named) ?? [];
    if (others.length > 0 && !others.some(({ id }) => id === first.id))
      return none(
        facts.siren ? 'siren' : 'insee',
        `${facts.siren ? 'Le SIREN' : 'Le code INSEE'} désigne ${first.name}, et la ligne nomme « ${facts.authority} » : lequel est le bon ?`,
        [first, ...others].slice(0, 5),
      );
    return taken(first);
  }
  if (facts.siren || facts.insee) {
    const unknown = facts.siren ? `Le SIREN ${facts.siren}` : `Le code INSEE ${facts.insee}`;
    if (!named)
      return none(facts.siren ? 'siren' : 'insee', `${unknown} n’est celui d’aucune collectivité connue.`);
    findings.push({
      level: 'warning',
      field: facts.siren ? 'siren' : 'insee',
      message: `${unknown} n’est celui d’aucune collectivité connue : la collectivité est cherchée par son nom.`,
    });
  }
  if (!named) return { place: null, candidates: [], findings };
  const kinds = said ? sameName.filter(({ kind }) => said.includes(kind)) : sameName;
  const matching = kinds.length > 0 ? kinds : sameName;
  const [only] = matching;
  if (only && matching.length === 1) return taken(only);
  if (matching.length > 1)
    return none(
      'authority',
      `Plusieurs collectivités s’appellent « ${facts.authority} » : choisissez la bonne.`,
      matching,
    );
  const close = book.close.get(named) ?? [];
  return none(
    'authority',
    close.length > 0
      ? `Aucune collectivité de l’académie ne s’appelle « ${facts.authority} » : choisissez la bonne, si elle est proposée.`
      : `Aucune collectivité de l’académie ne s’appelle « ${facts.authority} ».`,
    close,
  );
}
