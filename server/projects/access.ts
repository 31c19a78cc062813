import { subject } from '@casl/ability';
import type { Project } from '@/prisma/generated/client';
import { type Ability, rulesFor, type Verb } from '../access/rules';
import type { Act } from '../audit/journal';
import type { Db, Tx } from '../db';
import { forbidden, invalid } from '../errors';
import type { CreateProject } from './schema';

/** The ability of whoever acts; null for the application itself, which no rule limits. */
export function abilityOf(act: Act): Ability | null {
  return 'system' in act.actor ? null : rulesFor(act.actor);
}

type Placed = Pick<Project, 'academyCode' | 'carrierId' | 'productId' | 'departmentCodes'>;

/** Refuses what the rules do not grant on a project as it would be after the change. */
export function refuseOutsideScope(act: Act, verb: Verb, project: Placed, why: string): void {
  const ability = abilityOf(act);
  if (ability && !ability.can(verb, subject('Project', project as Project))) throw forbidden(why);
}

/** The collectivité named by a new project, by identifier, SIREN or INSEE code. */
export async function findCarrier(
  db: Db | Tx,
  named: Pick<CreateProject, 'carrierId' | 'carrierSiren' | 'carrierInsee'>,
) {
  const { carrierId, carrierSiren, carrierInsee } = named;
  const where = carrierId
    ? { id: carrierId }
    : carrierSiren
      ? { siren: carrierSiren }
      : { kind: 'commune' as const, code: carrierInsee ?? '' };
  const carrier = await db.authority.findFirst({ where, include: { department: true } });
  if (carrier) return carrier;
  const field = carrierId ? 'carrierId' : carrierSiren ? 'carrierSiren' : 'carrierInsee';
  throw invalid({ [field]: 'Cette collectivité est inconnue\u00a0: choisissez-la dans la liste.' });
}

export type Carrier = Awaited<ReturnType<typeof findCarrier>>;

/** Académies that a collectivité may belong to: one for most, several for a région. */
async function academiesOf(db: Db | Tx, carrier: Carrier): Promise<string[]> {
  if (carrier.department) return [carrier.department.academyCode];
  if (carrier.kind !== 'region' || !carrier.code) return [];
  const academies = await db.academy.findMany({
    where: { regionCode: carrier.code },
    select: { code: true },
    orderBy: { code: 'asc' },
  });
  return academies.map(({ code }) => code);
}

/**
 * The académie of a new project: that of the hat for the académie's people, else that of the carrier's
 * département. It is asked only for a carrier that stands in several (région) or in none that is known.
 * @throws forbidden when the carrier stands in another académie.
 */
export async function academyOfProject(
  act: Act,
  db: Db | Tx,
  carrier: Carrier,
  asked: string | undefined,
): Promise<string> {
  const possible = await academiesOf(db, carrier);
  const own = 'system' in act.actor ? null : act.actor.academyCode;
  const chosen = own ?? asked ?? (possible.length === 1 ? possible[0] : undefined);
  if (!chosen)
    throw invalid({
      academyCode: 'Indiquez l’académie\u00a0: cette collectivité ne suffit pas à la désigner.',
    });
  if ((asked && asked !== chosen) || (possible.length > 0 && !possible.includes(chosen)))
    throw forbidden('Cette collectivité relève d’une autre académie que la vôtre.');
  if (!(await db.academy.findUnique({ where: { code: chosen }, select: { code: true } })))
    throw invalid({ academyCode: 'Cette académie est inconnue.' });
  return chosen;
}

/** Refuses a product that is not in the catalogue, is withdrawn from it, or is meant for the other degree. */
export async function checkProduct(
  db: Db | Tx,
  productId: string | null | undefined,
  degree: 'primary' | 'secondary',
): Promise<void> {
  if (!productId) return;
  const product = await db.product.findUnique({ where: { id: productId } });
  if (!product?.active) throw invalid({ productId: 'Cette solution n’est pas au catalogue.' });
  if (product.degrees.length > 0 && !product.degrees.includes(degree))
    throw invalid({
      productId: `${product.name} n’est pas proposée pour le ${degree === 'primary' ? 'premier' : 'second'} degré.`,
    });
}
