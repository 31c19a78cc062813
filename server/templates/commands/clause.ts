import type { Prisma } from '@/prisma/generated/client';
import { change, type PersonAct } from '@/server/audit/journal';
import type { TemplateVariable } from '@/server/conventions/template/types';
import type { Tx } from '@/server/db';
import { AppError, conflict, forbidden, invalid } from '@/server/errors';
import { checkClause, errorsOf } from '../checks';
import { type ClauseWording, clauseSha256 } from '../national';
import type { PublishClause } from '../schema';

const json = (value: unknown) => value as Prisma.InputJsonValue;
type Place = Pick<PublishClause, 'key' | 'degree' | 'kind' | 'section'>;

const withLast = { versions: { orderBy: { number: 'desc' }, take: 1 } } as const;

function academyOf(act: PersonAct): string {
  if (!act.actor.academyCode) throw forbidden();
  return act.actor.academyCode;
}

/** The national clause of this place, if there is one. */
const nationalAt = (tx: Tx, { key, degree, kind }: Place) =>
  tx.clause.findFirst({ where: { academyCode: null, key, degree, kind }, include: withLast });

/**
 * Publishes the académie's own version of a clause: over the national one of the same key, or new. The same text
 * makes no version; two people at once, the second is told.
 */
export async function publishClause(act: PersonAct, input: PublishClause) {
  const academyCode = academyOf(act);
  const { clauseId: _clauseId, seen, key, degree, kind, section, ...said } = input;
  const wording: ClauseWording = {
    ...said,
    variables: said.variables as TemplateVariable[],
    alternativeOf: said.obligation === 'alternative' ? (said.alternativeOf ?? key) : null,
  };
  return change(act, async (tx) => {
    const place = { key, degree, kind, section };
    const national = await nationalAt(tx, place);
    if (national && national.section !== section)
      throw invalid({ section: 'Une clause nationale garde sa place dans le document.' });
    const [error] = errorsOf(checkClause({ ...wording, section, kind }));
    if (error)
      throw new AppError('invalid', `Cette clause ne peut pas être publiée : ${error.message}`, {
        fields: { body: error.message },
      });
    const published = await addVersion(tx, act, academyCode, place, wording, {
      seen,
      baseNumber: national?.versions[0]?.number ?? null,
    });
    return {
      result: { id: published.id, number: published.number, isNew: published.isNew },
      journal: published.isNew
        ? {
            chain: academyCode,
            action: 'clause.published',
            objectType: 'Clause',
            objectId: published.id,
            after: { title: wording.title, number: published.number, key },
          }
        : null,
    };
  });
}

/**
 * Takes the national wording as the académie's own: the first time it adopts the clause, later it takes over what
 * has changed nationally.
 */
export async function takeNationalClause(act: PersonAct, input: { id: string; seen: number }) {
  const academyCode = academyOf(act);
  return change(act, async (tx) => {
    const asked = await tx.clause.findUniqueOrThrow({ where: { id: input.id } });
    const place = {
      key: asked.key,
      degree: asked.degree,
      kind: asked.kind as Place['kind'],
      section: asked.section as Place['section'],
    };
    const national = await nationalAt(tx, place);
    const last = national?.versions[0];
    if (!national || !last)
      throw new AppError(
        'invalid',
        'Cette clause est propre à l’académie : il n’y a pas de texte national à reprendre.',
      );
    const wording: ClauseWording = {
      title: last.title,
      body: last.body,
      variables: last.variables as unknown as ClauseWording['variables'],
      wordings: last.wordings as unknown as ClauseWording['wordings'],
      legalBasis: last.legalBasis,
      obligation: last.obligation,
      alternativeOf: last.alternativeOf,
    };
    const taken = await addVersion(tx, act, academyCode, place, wording, {
      seen: input.seen,
      baseNumber: last.number,
    });
    return {
      result: { id: taken.id, number: taken.number, isNew: taken.isNew },
      journal: taken.isNew
        ? {
            chain: academyCode,
            action: 'clause.taken_over',
            objectType: 'Clause',
            objectId: taken.id,
            after: { title: wording.title, number: taken.number, baseNumber: last.number },
          }
        : null,
    };
  });
}

async function addVersion(
  tx: Tx,
  act: PersonAct,
  academyCode: string,
  place: Place,
  wording: ClauseWording,
  { seen, baseNumber }: { seen: number; baseNumber: number | null },
) {
  const { key, degree, kind, section } = place;
  // One at a time for the académie's clauses: the number seen is then the number held.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`clause:${academyCode}:${kind}:${degree}:${key}`}))::text`;
  const own = await tx.clause.findFirst({
    where: { academyCode, key, degree, kind },
    include: withLast,
  });
  const last = own?.versions[0];
  if ((last?.number ?? 0) !== seen)
    throw conflict(
      `${last?.publishedByName ?? 'Une autre personne'} a publié la version ${last?.number ?? 0} de cette clause pendant que vous l’écriviez. Comparez, puis recommencez\u00a0: rien n’a été enregistré.`,
      { current: last ?? null },
    );
  const sha256 = clauseSha256(wording);
  if (own && last && last.sha256 === sha256 && last.baseNumber === baseNumber)
    return { id: own.id, number: last.number, isNew: false };
  const id =
    own?.id ??
    (await tx.clause.create({ data: { academyCode, key, degree, kind, section, title: wording.title } })).id;
  if (own) await tx.clause.update({ where: { id }, data: { title: wording.title } });
  const number = (last?.number ?? 0) + 1;
  await tx.clauseVersion.create({
    data: {
      clauseId: id,
      number,
      ...wording,
      variables: json(wording.variables),
      wordings: json(wording.wordings),
      baseNumber,
      publishedAt: act.now,
      publishedById: act.actor.userId,
      publishedByName: act.actor.userName,
      sha256,
    },
  });
  return { id, number, isNew: true };
}
