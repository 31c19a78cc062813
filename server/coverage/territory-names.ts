import { scope } from '@/server/access/scope';
import type { Db } from '@/server/db';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { constituencyParts, france, type Territory, type TerritoryKind } from './territory';

/** One step from France down to a territory. */
export type TerritoryStep = { territory: Territory; name: string };

type Reader = Pick<Db, 'academy' | 'department' | 'commune' | 'authority' | 'project' | 'product'>;

/** What these codes of one kind are called, in one statement; codes that nobody knows are absent. */
async function namesOf(
  db: Reader,
  kind: TerritoryKind,
  codes: string[],
): Promise<{ code: string; name: string }[]> {
  const named = { code: { in: codes } };
  switch (kind) {
    case 'france':
      return [{ code: '', name: 'France' }];
    case 'constituency':
      return codes.map((code) => ({ code, name: constituencyParts(code).name }));
    case 'academy': {
      const rows = await db.academy.findMany({ where: named, select: { code: true, name: true } });
      return rows.map(({ code, name }) => ({ code, name: `Académie de ${name}` }));
    }
    case 'department': {
      const rows = await db.department.findMany({ where: named, select: { code: true, name: true } });
      return rows.map(({ code, name }) => ({ code, name: `${name} (${code})` }));
    }
    case 'commune':
      return db.commune.findMany({ where: named, select: { code: true, name: true } });
    case 'epci': {
      const rows = await db.authority.findMany({
        where: { siren: { in: codes }, kind: { in: ['epci', 'ept'] } },
        select: { siren: true, name: true },
      });
      return rows.flatMap(({ siren, name }) => (siren ? [{ code: siren, name }] : []));
    }
    case 'authority': {
      const rows = await db.authority.findMany({
        where: { id: { in: codes } },
        select: { id: true, name: true },
      });
      return rows.map(({ id, name }) => ({ code: id, name }));
    }
    case 'project': {
      const rows = await db.project.findMany({
        where: { id: { in: codes } },
        select: { id: true, name: true },
      });
      return rows.map(({ id, name }) => ({ code: id, name }));
    }
    case 'product': {
      const rows = await db.product.findMany({
        where: { id: { in: codes } },
        select: { id: true, name: true },
      });
      return rows.map(({ id, name }) => ({ code: id, name }));
    }
  }
}

/** Names by code of territories of one kind; one statement, none when there is nothing to name. */
export async function territoryNames(db: Reader, all: readonly Territory[]): Promise<Map<string, string>> {
  const [first] = all;
  if (!first) return new Map();
  const found = await namesOf(
    db,
    first.kind,
    all.map(({ code }) => code),
  );
  return new Map(found.map(({ code, name }) => [code, name]));
}

/**
 * From France down to a territory, each step with its name. A project, a product and a collectivité stand right
 * under France.
 * @throws AppError not_found when nobody knows it, or when it is a project that one may not open
 */
export async function territoryPath(
  { db, ability }: Pick<Context, 'db' | 'ability'>,
  territory: Territory,
): Promise<TerritoryStep[]> {
  const top: TerritoryStep = { territory: france, name: 'France' };
  if (territory.kind === 'france') return [top];
  const name = (await territoryNames(db, [territory])).get(territory.code);
  // That a project exists is known to those who may open it.
  const closed =
    territory.kind === 'project' &&
    (await db.project.count({
      where: { AND: [scope(ability, 'read', 'Project'), { id: territory.code }] },
    })) === 0;
  if (name === undefined || closed) throw notFound('Ce territoire');
  const own: TerritoryStep = { territory, name };
  if (territory.kind === 'academy') return [top, own];
  const departmentCode = await departmentOf(db, territory);
  if (departmentCode === null) return [top, own];
  const department = await db.department.findUnique({
    where: { code: departmentCode },
    select: { code: true, name: true, academy: { select: { code: true, name: true } } },
  });
  if (!department) throw notFound('Ce territoire');
  const { academy } = department;
  const steps: TerritoryStep[] = [
    top,
    { territory: { kind: 'academy', code: academy.code }, name: `Académie de ${academy.name}` },
    {
      territory: { kind: 'department', code: department.code },
      name: `${department.name} (${department.code})`,
    },
  ];
  return territory.kind === 'department' ? steps : [...steps, own];
}

/** The one département that holds a territory, when there is one. */
async function departmentOf(db: Reader, { kind, code }: Territory): Promise<string | null> {
  if (kind === 'department') return code;
  if (kind === 'constituency') return constituencyParts(code).departmentCode;
  if (kind === 'commune')
    return (
      (await db.commune.findUnique({ where: { code }, select: { departmentCode: true } }))?.departmentCode ??
      null
    );
  if (kind === 'epci')
    return (
      (await db.authority.findUnique({ where: { siren: code }, select: { departmentCode: true } }))
        ?.departmentCode ?? null
    );
  return null;
}
