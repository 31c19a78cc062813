import { accessibleBy } from '@casl/prisma/runtime';
import type { Prisma } from '@/prisma/generated/client';
import type { Db, Tx } from '../db';
import { forbidden, notFound } from '../errors';
import type { Ability, SubjectName, Verb } from './rules';

type Where = {
  [Name in SubjectName]: Prisma.TypeMap['model'][Name]['operations']['findFirst']['args'] extends {
    where?: infer W;
  }
    ? NonNullable<W>
    : never;
};

const identifiers: Partial<Record<SubjectName, string>> = { Academy: 'code', Commune: 'code', School: 'uai' };

/**
 * The filter of what this ability may do on a kind of object. Never undefined (Prisma would read that as
 * « everything »): without a rule it matches nothing.
 */
export function scope<Name extends SubjectName>(ability: Ability, verb: Verb, subject: Name): Where[Name] {
  // Not `{ OR: [] }`: inside an AND beside other filters, Prisma drops it and finds everything.
  const nothing = { [identifiers[subject] ?? 'id']: { in: [] } } as unknown as Where[Name];
  if (!ability.can(verb, subject)) return nothing;
  const filter = accessibleBy(ability, verb).ofType(subject) as Where[Name] | undefined;
  return filter ?? nothing;
}

const frenchNames: Record<SubjectName, string> = {
  Academy: 'Cette académie',
  Authority: 'Cette collectivité',
  Commune: 'Cette commune',
  School: 'Cette école',
  DirectoryImport: 'Cet import',
  AudienceImport: 'Cet import',
  SchoolTask: 'Cette suite à donner',
  Organisation: 'Cette organisation',
  Membership: 'Cette habilitation',
  ApiToken: 'Ce jeton',
  BackgroundWork: 'Ce travail',
  OutgoingMail: 'Ce courriel',
  Takeover: 'Cette reprise',
  Product: 'Cette solution',
  PublishedFigure: 'Ce chiffre publié',
  Project: 'Ce projet',
  Convention: 'Cette convention',
  AafAttachment: 'Cet accrochage',
  AafRequest: 'Cette demande d’accrochage',
  ExperienceReport: 'Ce retour d’expérience',
  FollowUpEntry: 'Cette ligne de suivi',
  FollowUpStep: 'Cette étape',
  CustomColumn: 'Cette colonne',
  SavedView: 'Cette vue',
  ConventionTemplate: 'Ce modèle',
  Clause: 'Cette clause',
  RaciTemplate: 'Ce modèle de matrice',
  InventoryEntry: 'Cette ligne',
  SectorLink: 'Ce rattachement',
  Objective: 'Cet objectif',
};

type Delegate = { findFirst(args: { where: object; select: object }): Promise<object | null> };

/**
 * Proves that an object exists and may be acted on. What the ability may not read answers `not_found`; what it
 * reads but may not do answers `forbidden`. The proof is made in SQL, by the same rules as the lists.
 */
export async function prove(
  db: Db | Tx,
  ability: Ability,
  verb: Verb,
  subject: SubjectName,
  id: string,
): Promise<void> {
  const model = (subject.charAt(0).toLowerCase() + subject.slice(1)) as Uncapitalize<SubjectName>;
  const key = identifiers[subject] ?? 'id';
  const delegate = db[model] as unknown as Delegate;
  const find = (which: Verb) =>
    delegate.findFirst({
      where: { AND: [{ [key]: id }, scope(ability, which, subject)] },
      select: { [key]: true },
    });
  if (!(await find('read'))) throw notFound(frenchNames[subject]);
  if (verb !== 'read' && !(await find(verb))) throw forbidden();
}

/** The same proof for something that does not exist yet: is there any rule at all for this verb? */
export function proveAny(ability: Ability, verb: Verb, subject: SubjectName): void {
  if (!ability.can(verb, subject)) throw forbidden();
}
