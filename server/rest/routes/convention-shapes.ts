import { z } from 'zod';
import { conventionStatuses, sides } from '@/server/conventions/facts';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import { conventionActions } from '@/server/conventions/table';
import { statusLabels } from '@/server/conventions/transitions';
import type { Caller } from '../route';
import { wordsOf } from '../words';

/** What the REST door shows of a convention. */

export const day = z.string().nullable().describe('AAAA-MM-JJ');
export const instant = z.string().describe('Instant ISO 8601.');
export const status = z.enum(conventionStatuses).describe(wordsOf(statusLabels));
const named = z.object({ id: z.string(), name: z.string() });
const finding = z.object({ code: z.string(), message: z.string() });

export const conventionLine = z.object({
  id: z.string(),
  number: z.string(),
  version: z.int(),
  title: z.string(),
  degree: z.enum(['primary', 'secondary']),
  status,
  statusSince: instant,
  authority: named,
  project: named,
  product: named.nullable(),
  effectiveOn: day,
  endsOn: day,
  schools: z.int().describe('Nombre d’écoles à l’annexe A1.'),
});

export const convention = conventionLine.omit({ schools: true }).extend({
  academyCode: z.string(),
  durationMonths: z.int().nullable(),
  signedAt: instant.nullable(),
  standing: z.string().describe('Chez qui est la balle, en une phrase.'),
  uais: z.array(z.string()).describe('UAI de l’annexe A1.'),
  missing: z
    .array(z.object({ key: z.string(), label: z.string() }))
    .describe('Champs du texte encore à renseigner.'),
  actions: z
    .array(
      z.object({
        action: z.enum(conventionActions),
        label: z.string(),
        blockers: z.array(finding).describe('Ce qui empêche l’acte ; vide : il est possible.'),
        warnings: z.array(finding),
      }),
    )
    .describe('Actes de ce rôle dans cet état.'),
  opinions: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['dpo', 'legal', 'dsi', 'dsden', 'expert']),
      current: z.boolean(),
      dueOn: day,
      verdict: z.enum(['favourable', 'with_reservations', 'unfavourable']).nullable(),
      comment: z.string().nullable(),
      givenAt: instant.nullable(),
      reservations: z.array(z.object({ id: z.string(), text: z.string(), answer: z.string().nullable() })),
    }),
  ),
  deliberation: z
    .object({
      number: z.string().nullable(),
      organ: z.string().nullable(),
      sessionOn: day,
      object: z.string().nullable(),
      transmittedOn: day,
      publishedOn: day,
      waiverReason: z.string().nullable(),
      hasFile: z.boolean(),
    })
    .nullable(),
  signatures: z.array(
    z.object({
      side: z.enum(sides),
      name: z.string(),
      quality: z.string(),
      mode: z.string(),
      sha256: z.string(),
      signedAt: instant,
      stands: z.boolean(),
    }),
  ),
  document: z
    .object({ version: z.int(), sha256: z.string() })
    .nullable()
    .describe('Texte gelé le plus récent, et son empreinte.'),
});

export type ConventionAnswer = z.infer<typeof convention>;

export function conventionOf(detail: ConventionDetail): ConventionAnswer {
  const { ball, deliberation, frozen } = detail;
  return {
    id: detail.id,
    number: detail.number,
    version: detail.version,
    title: detail.title,
    degree: detail.degree,
    status: detail.status,
    statusSince: detail.statusSince,
    academyCode: detail.academy.code,
    authority: { id: detail.authority.id, name: detail.authority.name },
    project: detail.project,
    product: detail.product,
    effectiveOn: detail.effectiveOn,
    durationMonths: detail.durationMonths,
    endsOn: detail.endsOn,
    signedAt: detail.signedAt,
    standing: ball.sentence,
    uais: detail.schools.map(({ uai }) => uai),
    missing: detail.missing.map(({ key, label }) => ({ key, label })),
    actions: detail.actions.map(({ action, label, blockers, warnings }) => ({
      action,
      label,
      blockers,
      warnings,
    })),
    opinions: detail.opinions.map((opinion) => ({
      id: opinion.id,
      kind: opinion.kind,
      current: opinion.current,
      dueOn: opinion.dueOn,
      verdict: opinion.verdict,
      comment: opinion.comment,
      givenAt: opinion.givenAt,
      reservations: opinion.reservations.map(({ id, text, answer }) => ({ id, text, answer })),
    })),
    deliberation: deliberation && {
      number: deliberation.number,
      organ: deliberation.organ,
      sessionOn: deliberation.sessionOn,
      object: deliberation.object,
      transmittedOn: deliberation.transmittedOn,
      publishedOn: deliberation.publishedOn,
      waiverReason: deliberation.waiverReason,
      hasFile: deliberation.file !== null,
    },
    signatures: detail.signatures.map(({ side, name, quality, mode, sha256, signedAt, stands }) => ({
      side,
      name,
      quality,
      mode,
      sha256,
      signedAt,
      stands,
    })),
    document: frozen && { version: frozen.version, sha256: frozen.sha256 },
  };
}

/** A convention as it stands after a change. */
export const readConvention = async (caller: Caller, id: string) =>
  conventionOf(await caller.conventions.get({ id }));

/** Its current version, for If-Match. */
export const conventionVersion = async (caller: Caller, params: Record<string, string>) =>
  (await caller.conventions.get({ id: params.id ?? '' })).version;
