import type { AuthorityKind } from '@/prisma/generated/enums';
import { validOn } from '../access/actor';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import type { Db, Tx } from '../db';
import type { LoadedConvention } from './load';
import type { PartyFacts } from './present-party';

/** Quality of the person who represents an authority when no account says otherwise. */
const defaultQuality: Record<AuthorityKind, string> = {
  commune: 'Maire',
  epci: 'Président',
  ept: 'Président',
  syndicate: 'Président',
  department: 'Président du conseil départemental',
  region: 'Président du conseil régional',
  mutualising_body: 'Président',
};

/** « par délégation … », as kept with a signature and printed. */
export type Delegation = { grantedBy: string; reference: string; grantedOn: string };

/** The delegation under which a hat signs on that day, the most recent one, or null. */
export async function delegationOf(db: Db | Tx, membershipId: string, at: Date): Promise<Delegation | null> {
  const found = await db.signingDelegation.findFirst({
    where: { membershipId, revokedAt: null, ...validOn(toDbDate(civilDate(at))) },
    orderBy: { grantedOn: 'desc' },
  });
  return (
    found && {
      grantedBy: found.grantedBy,
      reference: found.reference,
      grantedOn: fromDbDate(found.grantedOn),
    }
  );
}

const articles: readonly [RegExp, string][] = [
  [/^(Commune|Ville|Communauté|Région|Métropole|Collectivité)/, 'la'],
  [/^(Département|Syndicat)/, 'le'],
  [/^(Établissement)/, 'l’'],
];

/** The name as it stands in a sentence: « Commune d’Argenteuil » → « la commune d’Argenteuil ». */
export function inSentence(name: string): string {
  const article = articles.find(([start]) => start.test(name))?.[1];
  if (!article) return name;
  const lowered = name.charAt(0).toLowerCase() + name.slice(1);
  return article.endsWith('’') ? article + lowered : `${article} ${lowered}`;
}

/** Both parties, with who would sign for each today. */
export async function partiesOf(db: Db | Tx, loaded: LoadedConvention, at: Date): Promise<PartyFacts[]> {
  const valid = validOn(toDbDate(civilDate(at)));
  const who = { user: { select: { name: true } } } as const;
  const state = await db.membership.findFirst({
    where: {
      role: 'state_signatory',
      ...valid,
      AND: {
        organisation: {
          academyCode: loaded.academyCode,
          OR: [{ departmentCode: null }, { departmentCode: { in: loaded.departmentCodes } }],
        },
      },
    },
    include: who,
    orderBy: { createdAt: 'asc' },
  });
  const authority = await db.membership.findFirst({
    where: {
      role: 'authority_signatory',
      ...valid,
      AND: { organisation: loaded.bodyId ? { id: loaded.bodyId } : { authorityId: loaded.authorityId } },
    },
    include: who,
    orderBy: { createdAt: 'asc' },
  });
  const signing = loaded.body
    ? { name: inSentence(loaded.body.name), siren: null, actsFor: loaded.beneficiaries.length }
    : { name: inSentence(loaded.authority.name), siren: loaded.authority.siren };
  return [
    {
      side: 'state',
      name: `l’${loaded.academy.fullName.replace(/^l[’']/, '')}`,
      siren: null,
      signatoryName: state?.user.name ?? null,
      signatoryQuality: state?.quality ?? 'Recteur d’académie',
      delegation: state ? await delegationOf(db, state.id, at) : null,
    },
    {
      side: 'authority',
      ...signing,
      signatoryName: authority?.user.name ?? null,
      signatoryQuality:
        authority?.quality ?? (loaded.bodyId ? 'Président' : defaultQuality[loaded.authority.kind]),
      delegation: authority ? await delegationOf(db, authority.id, at) : null,
    },
    ...(loaded.establishment ? [await schoolParty(db, loaded, loaded.establishment, at)] : []),
    ...(loaded.kind === 'processing_agreement' && loaded.product
      ? [await vendorParty(db, loaded.product, at)]
      : []),
  ];
}

type Establishment = NonNullable<LoadedConvention['establishment']>;

/** The collège or lycée, represented by its head, under the act of its conseil d’administration. */
async function schoolParty(
  db: Db | Tx,
  loaded: LoadedConvention,
  { uai, school, ...act }: Establishment,
  at: Date,
): Promise<PartyFacts> {
  const head = await db.membership.findFirst({
    where: {
      role: 'school_head',
      ...validOn(toDbDate(civilDate(at))),
      AND: { organisation: { uai, academyCode: loaded.academyCode } },
    },
    include: { user: { select: { name: true } } },
    orderBy: { createdAt: 'asc' },
  });
  return {
    side: 'school',
    name: schoolInSentence(school.name),
    siren: null,
    uai,
    signatoryName: head?.user.name ?? null,
    signatoryQuality: head?.quality ?? 'Chef d’établissement',
    delegation: head ? await delegationOf(db, head.id, at) : null,
    boardAct: {
      number: act.actNumber,
      sessionOn: fromDbDate(act.sessionOn),
      waiverReason: act.waiverReason,
    },
  };
}

/** « Collège Paul-Éluard » → « le collège Paul-Éluard ». */
export function schoolInSentence(name: string): string {
  return /^(Collège|Lycée)\b/u.test(name) ? `le ${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

/** The vendor is processor (RGPD, art. 28), represented by whoever signs for it in the application, if anyone. */
async function vendorParty(
  db: Db | Tx,
  product: NonNullable<LoadedConvention['product']>,
  at: Date,
): Promise<PartyFacts> {
  const hat = await db.membership.findFirst({
    where: {
      role: 'vendor',
      ...validOn(toDbDate(civilDate(at))),
      AND: { organisation: { vendorId: product.vendorId } },
    },
    include: { user: { select: { name: true } } },
    orderBy: { createdAt: 'asc' },
  });
  return {
    side: 'vendor',
    name: product.vendor.name,
    siren: product.vendor.siren,
    signatoryName: hat?.user.name ?? null,
    signatoryQuality: hat?.quality ?? 'Représentant légal',
    delegation: hat ? await delegationOf(db, hat.id, at) : null,
  };
}
