import type { AuthorityKind } from '@/prisma/generated/enums';
import { validOn } from '../access/actor';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import type { Db, Tx } from '../db';
import type { PartyFacts } from './compose';
import type { LoadedConvention } from './load';

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
      AND: { organisation: { authorityId: loaded.authorityId } },
    },
    include: who,
    orderBy: { createdAt: 'asc' },
  });
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
      name: inSentence(loaded.authority.name),
      siren: loaded.authority.siren,
      signatoryName: authority?.user.name ?? null,
      signatoryQuality: authority?.quality ?? defaultQuality[loaded.authority.kind],
      delegation: authority ? await delegationOf(db, authority.id, at) : null,
    },
  ];
}
