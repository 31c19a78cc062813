import { civilDate, fromDbDate } from '../clock';
import { inSentence } from '../conventions/parties';
import type { Tx } from '../db';
import { invalid } from '../errors';
import { type AmendedConvention, checkChanges } from './parent';
import type { AmendmentChanges } from './schema';
import type { AmendmentWords } from './text';

/** What the avenant's articles name, read for these changes. Unknown products or authorities are refused. */
export async function wordsOf(
  tx: Tx,
  parent: AmendedConvention & {
    degree: 'primary' | 'secondary';
    academy: { fullName: string };
    authority: { name: string };
    product: { name: string } | null;
  },
  rank: number,
  changes: AmendmentChanges,
): Promise<AmendmentWords> {
  const uais = [...changes.schoolsIn, ...changes.schoolsOut].map(({ uai }) => uai);
  const schools = await tx.school.findMany({
    where: { uai: { in: uais } },
    select: { uai: true, name: true, communeName: true },
  });
  const product = changes.product
    ? await tx.product.findUnique({ where: { id: changes.product.productId }, include: { vendor: true } })
    : null;
  if (changes.product && product?.kind !== 'ent')
    throw invalid({ 'changes.product.productId': 'Choisissez une solution ENT du catalogue.' });
  const authority = changes.parties?.authorityId
    ? await tx.authority.findUnique({ where: { id: changes.parties.authorityId }, select: { name: true } })
    : null;
  if (changes.parties?.authorityId && !authority)
    throw invalid({ 'changes.parties.authorityId': 'Cette collectivité n’est pas connue.' });
  return {
    number: parent.number,
    title: parent.title,
    rank,
    degree: parent.degree,
    academyName: `l’${parent.academy.fullName.replace(/^l[’']/, '')}`,
    authorityName: inSentence(parent.authority.name),
    signedOn: parent.signedAt ? civilDate(parent.signedAt) : null,
    parentEffectiveOn: fromDbDate(parent.effectiveOn),
    endsOn: fromDbDate(parent.endsOn),
    schools: Object.fromEntries(
      schools.map(({ uai, name, communeName }) => [uai, { name, commune: communeName }]),
    ),
    oldProduct: parent.product?.name ?? null,
    newProduct: product ? { name: product.name, vendor: product.vendor.name } : null,
    newAuthority: authority ? inSentence(authority.name) : null,
    articles: Object.fromEntries(
      parent.articles
        .filter(({ section }) => section === 'article' || section === 'annex')
        .map(({ key, number, title }) => [key, { number, title }]),
    ),
  };
}

/** Refuses changes that this convention cannot take, each on its field. */
export async function refuseImpossible(
  tx: Tx,
  parent: AmendedConvention & { projectId: string },
  id: string | null,
  effectiveOn: string | null,
  changes: AmendmentChanges,
): Promise<void> {
  const problems = checkChanges(id, { effectiveOn, changes }, parent);
  const fields = Object.fromEntries(problems.map(({ path, message }) => [path, message]));
  const known = await tx.projectSchool.findMany({
    where: {
      projectId: parent.projectId,
      removedOn: null,
      uai: { in: changes.schoolsIn.map(({ uai }) => uai) },
    },
    select: { uai: true },
  });
  const inProject = new Set(known.map(({ uai }) => uai));
  for (const [index, { uai }] of changes.schoolsIn.entries())
    if (!inProject.has(uai))
      fields[`changes.schoolsIn.${index}.uai`] =
        `L’école ${uai} n’est pas dans le projet\u00a0: ajoutez-la d’abord au projet.`;
  if (Object.keys(fields).length > 0) throw invalid(fields);
}
