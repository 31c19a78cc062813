import { Prisma } from '@/prisma/generated/client';
import { type ConventionStatus, onceSignedStatuses } from '../conventions/facts';
import type { TemplateVariable, VariableValue } from '../conventions/template/types';
import { effectiveValue, formatValue } from '../conventions/variables';
import type { Db, Tx } from '../db';
import { academySettings } from '../organisations/settings';
import type { AafFacts, AafPolicy, AafStatus } from './domain';

/** Variables of the convention's template that the checklist and the request file read. */
export const aafVariables = {
  article28Reference: 'reference_article_28',
  registerReference: 'reference_registre',
  conformityProof: 'preuve_conformite_sdet',
  academyDpo: 'dpd_academie_contact',
  authorityDpo: 'dpd_collectivite_contact',
  host: 'hebergeur',
  dataLocation: 'localisation_donnees',
  marketReference: 'reference_marche',
  eduConnect: 'educonnect',
  gar: 'gar',
} as const;

/** As printed in the convention: what was entered, else the template's default; null when it is empty. */
export type AafReferences = Record<keyof typeof aafVariables, string | null>;

/** What the checklist needs of one convention. */
export type AafConvention = {
  id: string;
  number: string;
  status: ConventionStatus;
  academyCode: string;
  projectId: string;
  productId: string | null;
  /** Made elsewhere, and its scan was not joined. */
  withoutScan: boolean;
  policy: AafPolicy;
  /** UAI that stand in annexe A1 of the signed text and have not left since. */
  annex: ReadonlySet<string>;
  references: AafReferences;
};

/**
 * Loads conventions for the checklist. « In the annex » is read from the text frozen for signature, minus the
 * schools that left since; only a convention without any frozen text falls back on its own list.
 */
export async function loadAafConventions(
  db: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, AafConvention>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  // One after the other: inside a transaction there is only one connection.
  const rows = await db.convention.findMany({
    where: { id: { in: wanted } },
    select: {
      id: true,
      number: true,
      status: true,
      academyCode: true,
      projectId: true,
      productId: true,
      origin: true,
      scans: { where: { replacedAt: null }, select: { id: true } },
      academy: { select: { settings: true } },
      children: {
        where: { kind: 'processing_agreement', status: { in: [...onceSignedStatuses] } },
        select: { number: true },
        orderBy: { createdAt: 'desc' },
        take: 1,
      },
      schools: { where: { leftOn: null }, select: { uai: true, enteredById: true } },
      variables: {
        where: { key: { in: Object.values(aafVariables) } },
        select: { key: true, value: true },
      },
    },
  });
  const frozen = await db.$queryRaw<{ conventionId: string; uais: string[] }[]>`
      SELECT DISTINCT ON (t."conventionId") t."conventionId",
        ARRAY(SELECT s->>'uai' FROM jsonb_array_elements(t."content"->'schools') s) AS uais
      FROM "ConventionText" t
      WHERE t."conventionId" IN (${Prisma.join(wanted)}) AND t."stage" = 'ready_to_sign'
      ORDER BY t."conventionId", t."number" DESC`;
  const fields = await db.$queryRaw<{ conventionId: string; variable: TemplateVariable }[]>`
    SELECT c."id" AS "conventionId", v AS variable
    FROM "Convention" c JOIN "TemplateVersion" t ON t."id" = c."templateVersionId",
      jsonb_array_elements(t."content"->'variables') v
    WHERE c."id" IN (${Prisma.join(wanted)}) AND v->>'key' IN (${Prisma.join(Object.values(aafVariables))})`;
  const annexes = new Map(frozen.map(({ conventionId, uais }) => [conventionId, new Set(uais)]));
  return new Map(
    rows.map(({ academy, schools, variables, origin, scans, children: [agreement], ...row }) => {
      const withoutScan = origin === 'taken_over' && scans.length === 0;
      const inText = annexes.get(row.id);
      // A school that an avenant brought stands in the annex of that avenant.
      const annex = new Set(
        schools
          .filter(({ uai, enteredById }) => enteredById !== null || (inText?.has(uai) ?? true))
          .map(({ uai }) => uai),
      );
      const entered = Object.fromEntries(variables.map(({ key, value }) => [key, value as VariableValue]));
      const value = (key: string) => {
        const field = fields.find((one) => one.conventionId === row.id && one.variable.key === key)?.variable;
        return field ? formatValue(field, effectiveValue(field, entered)) || null : null;
      };
      const references = Object.fromEntries(
        Object.entries(aafVariables).map(([name, key]) => [name, value(key)]),
      ) as AafReferences;
      // A signed agreement that accompanies the convention is its reference, even when the text could not be told.
      if (agreement) references.article28Reference ??= `contrat n° ${agreement.number}`;
      return [
        row.id,
        { ...row, withoutScan, policy: academySettings(academy.settings).aaf, annex, references },
      ];
    }),
  );
}

/** One school to judge; `id` is its attachment's, null before the request is made. */
export type AafTarget = {
  id: string | null;
  uai: string;
  productId: string;
  conventionId: string;
  status: AafStatus;
  request: {
    article28Reference: string | null;
    registerReference: string | null;
    conformityProof: string | null;
  };
};

/** The facts of each target, in the same order, in a handful of queries however many there are. */
export async function aafFactsOf(db: Db | Tx, targets: readonly AafTarget[]): Promise<AafFacts[]> {
  const uais = [...new Set(targets.map(({ uai }) => uai))];
  const productIds = [...new Set(targets.map(({ productId }) => productId))];
  const schools = await db.school.findMany({
    where: { uai: { in: uais } },
    select: { uai: true, name: true, state: true },
  });
  const products = await db.product.findMany({
    where: { id: { in: productIds } },
    select: { id: true, name: true, kind: true },
  });
  const conventions = await loadAafConventions(
    db,
    targets.map(({ conventionId }) => conventionId),
  );
  const living = await db.aafAttachment.findMany({
    where: {
      uai: { in: uais },
      productId: { in: productIds },
      status: { notIn: ['rejected', 'cancelled', 'detached'] },
    },
    select: { id: true, uai: true, productId: true, convention: { select: { number: true } } },
  });
  const school = new Map(schools.map((one) => [one.uai, one]));
  const product = new Map(products.map((one) => [one.id, one]));
  const alive = new Map(living.map((one) => [`${one.uai} ${one.productId}`, one]));
  return targets.map((target) => {
    const convention = conventions.get(target.conventionId) ?? null;
    const its = product.get(target.productId);
    const other = alive.get(`${target.uai} ${target.productId}`);
    const reference = (name: 'article28Reference' | 'registerReference' | 'conformityProof') =>
      convention?.references[name] ?? target.request[name];
    return {
      status: target.status,
      uai: target.uai,
      schoolName: school.get(target.uai)?.name ?? 'École inconnue de l’annuaire',
      schoolState: school.get(target.uai)?.state ?? 'closed',
      productName: its?.name ?? 'Cette solution',
      productKind: its?.kind ?? 'other',
      convention: convention && {
        number: convention.number,
        status: convention.status,
        listsSchool: convention.annex.has(target.uai),
        sameProduct: convention.productId === target.productId,
        withoutScan: convention.withoutScan,
      },
      article28Reference: reference('article28Reference'),
      registerReference: reference('registerReference'),
      conformityProof: reference('conformityProof'),
      livingElsewhere: other && other.id !== target.id ? other.convention.number : null,
      policy: convention?.policy ?? { article28: true, register: true, conformityProof: true },
    };
  });
}
