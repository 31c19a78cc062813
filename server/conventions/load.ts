import type { Prisma } from '@/prisma/generated/client';
import { amendedFacts, amendmentFactsOf, changesOf } from '../amendments/parent';
import { civilDate, fromDbDate } from '../clock';
import type { Db, Tx } from '../db';
import { conflict, notFound } from '../errors';
import { checkCircuit, signaturesBySide } from '../signature/circuit';
import { chosenCircuit, circuitStateOf } from '../signature/state';
import { deviationsOf } from '../templates/deviations';
import { natureLabel } from '../territory/natures';
import { isUai } from '../territory/uai';
import { type ComposeInput, composeContent, type SystemFacts } from './compose';
import {
  type BoardActFacts,
  type ConventionFacts,
  type DeliberationFacts,
  furtherOpinionKinds,
  isEditable,
  onceSignedStatuses,
  opinionKinds,
} from './facts';
import type { TemplateContent, TemplateSection, VariableValue } from './template/types';
import { effectiveValue, type VariableValues } from './variables';

const everything = {
  academy: true,
  authority: true,
  product: { include: { vendor: true } },
  project: true,
  templateVersion: { include: { template: true } },
  articles: { orderBy: { position: 'asc' } },
  variables: true,
  schools: { where: { leftOn: null }, include: { school: true }, orderBy: { uai: 'asc' } },
  stages: { orderBy: { since: 'asc' } },
  opinions: {
    orderBy: [{ round: 'asc' }, { kind: 'asc' }, { rank: 'asc' }],
    include: {
      reservations: { orderBy: { position: 'asc' } },
      invitation: { omit: { tokenHash: true } },
    },
  },
  establishment: { include: { school: true, file: { select: { id: true, name: true, size: true } } } },
  beneficiaries: { include: { authority: true }, orderBy: { authority: { name: 'asc' } } },
  body: true,
  deviations: true,
  copyOf: { include: { source: { select: { id: true, number: true, title: true } } } },
  deliberation: { include: { file: { select: { id: true, name: true, size: true } } } },
  texts: {
    orderBy: { number: 'desc' },
    omit: { content: true, basis: true },
    include: { pdf: { select: { id: true, sha256: true, size: true } } },
  },
  signatures: { orderBy: { signedAt: 'asc' } },
  circuit: true,
  approvals: { orderBy: { givenAt: 'asc' } },
  deposits: {
    orderBy: { depositedAt: 'asc' },
    include: { file: { select: { name: true, size: true, sha256: true } } },
  },
  seal: { include: { file: { select: { id: true, name: true, size: true, sha256: true } } } },
  sealWait: true,
  amendment: true,
  life: true,
  parent: { select: amendedFacts },
  successor: { select: { id: true, number: true, status: true, effectiveOn: true, endsOn: true } },
  predecessor: { select: { id: true, number: true, status: true, effectiveOn: true, endsOn: true } },
} as const satisfies Prisma.ConventionInclude;

/** A convention with all that hangs on it; what commands decide on and screens show. */
export type LoadedConvention = Prisma.ConventionGetPayload<{ include: typeof everything }>;

/** Loads a convention whole. */
export async function loadConvention(db: Db | Tx, id: string): Promise<LoadedConvention> {
  const found = await db.convention.findUnique({ where: { id }, include: everything });
  if (!found) throw notFound('Cette convention');
  return found;
}

/** Takes the convention's lock for the rest of the transaction: its acts are carried out one by one. */
export async function lockConvention(tx: Tx, id: string): Promise<LoadedConvention> {
  await tx.$queryRaw`SELECT 1 FROM "Convention" WHERE "id" = ${id} FOR UPDATE`;
  return loadConvention(tx, id);
}

export const templateOf = (loaded: LoadedConvention) =>
  loaded.templateVersion.content as unknown as TemplateContent;

/** The values entered so far, by key of the template's variables. */
export function valuesOf(loaded: LoadedConvention): VariableValues {
  return Object.fromEntries(loaded.variables.map((row) => [row.key, row.value as VariableValue]));
}

/** What the texts may cite of the file itself. */
export function systemOf(loaded: LoadedConvention): SystemFacts {
  return {
    number: loaded.number,
    academyName: loaded.academy.fullName,
    authorityName: loaded.authority.name,
    projectName: loaded.project.name,
    productName: loaded.product?.name ?? null,
    vendorName: loaded.product?.vendor.name ?? null,
    effectiveOn: fromDbDate(loaded.effectiveOn),
    durationMonths: loaded.durationMonths,
    endsOn: fromDbDate(loaded.endsOn),
    ...(loaded.establishment ? { establishmentName: loaded.establishment.school.name } : {}),
    ...(loaded.parent
      ? { parentNumber: loaded.parent.number, parentTitle: titleOfParent(loaded.parent.title, loaded) }
      : {}),
  };
}

/** A title is kept with its placeholders; that of the parent is filled with what both have in common. */
function titleOfParent(title: string, loaded: LoadedConvention): string {
  const known: Record<string, string> = {
    nom_projet: loaded.project.name,
    nom_collectivite: loaded.authority.name,
    nom_academie: loaded.academy.fullName,
  };
  return title.replace(/\{\{(\w+)\}\}/g, (placeholder, key: string) => known[key] ?? placeholder);
}

export const sectionsOfConvention = (loaded: LoadedConvention): TemplateSection[] =>
  loaded.articles.map((row) => ({
    key: row.key,
    section: row.section as TemplateSection['section'],
    position: row.position,
    number: row.number,
    code: row.code,
    title: row.title,
    body: row.body,
  }));

export function deliberationOf(loaded: LoadedConvention): DeliberationFacts | null {
  const { deliberation } = loaded;
  return (
    deliberation && {
      number: deliberation.number,
      organ: deliberation.organ,
      sessionOn: fromDbDate(deliberation.sessionOn),
      object: deliberation.object,
      hasFile: deliberation.fileId !== null,
      transmittedOn: fromDbDate(deliberation.transmittedOn),
      publishedOn: fromDbDate(deliberation.publishedOn),
      waiverReason: deliberation.waiverReason,
    }
  );
}

/** What `composeContent` takes, but for the parties, the matrix and what depends on the moment. */
export function draftOf(loaded: LoadedConvention): Omit<ComposeInput, 'parties' | 'raci'> {
  const template = templateOf(loaded);
  return {
    system: systemOf(loaded),
    degree: loaded.degree,
    title: loaded.title,
    version: (loaded.texts[0]?.number ?? 0) + 1,
    draft: true,
    demonstration: loaded.demonstration,
    composedOn: '',
    verificationUrl: null,
    sections: sectionsOfConvention(loaded),
    variables: template.variables,
    clauses: template.clauses,
    values: valuesOf(loaded),
    deliberation: deliberationOf(loaded),
    kind: loaded.kind,
    shape: loaded.shape,
    ...(loaded.beneficiaries.length > 0
      ? {
          beneficiaries: loaded.beneficiaries.map(({ authority }) => ({
            name: authority.name,
            siren: authority.siren,
          })),
        }
      : {}),
    ...(loaded.kind === 'amendment' && loaded.parent
      ? { amends: { rank: loaded.rank ?? 1, number: loaded.parent.number } }
      : {}),
    schools: loaded.schools.map(({ school, entryOn }) => ({
      uai: school.uai,
      name: school.name,
      commune: school.communeName,
      nature: natureLabel(school.nature),
      sector: school.sector === 'public' ? 'public' : school.sector === 'private' ? 'privé' : 'non renseigné',
      entryOn: fromDbDate(entryOn),
    })),
  };
}

/** Required values that the text uses and that nobody entered. */
export const missingIn = (loaded: LoadedConvention) =>
  composeContent({ ...draftOf(loaded), parties: [], raci: null }).missing;

/** The frozen text now open to the parties: its number and the hash they are shown. */
export function frozenText(loaded: LoadedConvention) {
  const last = loaded.texts[0];
  if (!last || isEditable(loaded.status) || loaded.status === 'partner_review') return null;
  return {
    id: last.id,
    version: last.number,
    sha256: last.pdf?.sha256 ?? last.contentSha256,
    pdfId: last.pdfId,
  };
}

/** Signatures that stand: given on the text now open and not set aside. */
export function standingSignatures(loaded: LoadedConvention) {
  const textId = frozenText(loaded)?.id;
  return loaded.signatures.filter((signature) => signature.textId === textId && !signature.revokedAt);
}

/** The last opinion of each required kind. */
export function currentOpinions(loaded: LoadedConvention) {
  return opinionKinds.flatMap((kind) =>
    loaded.opinions
      .filter((opinion) => opinion.kind === kind)
      .slice(-1)
      .map((opinion) => ({ ...opinion, kind })),
  );
}

/** The opinions asked beside that still count: the last one of a role, each expert's own. */
export function furtherOpinionsOf(loaded: LoadedConvention) {
  return furtherOpinionKinds.flatMap((kind) => {
    const asked = loaded.opinions.filter((opinion) => opinion.kind === kind && !opinion.withdrawnAt);
    return (kind === 'expert' ? asked : asked.slice(-1)).map((opinion) => ({ ...opinion, kind }));
  });
}

/** All the opinions that count now, required ones first. */
export const standingOpinions = (loaded: LoadedConvention) => [
  ...currentOpinions(loaded),
  ...furtherOpinionsOf(loaded),
];

/** What the guards need to know of one opinion. */
function opinionFactsOf(loaded: LoadedConvention, opinion: LoadedConvention['opinions'][number]) {
  const since = opinion.confirmedAt ?? opinion.givenAt;
  return {
    verdict: opinion.verdict,
    reservationsAnswered: opinion.reservations.every((reservation) => reservation.answeredAt !== null),
    dueOn: fromDbDate(opinion.dueOn),
    outdated: since !== null && textChangedSince(loaded, since),
    maintained: opinion.reservations.filter(({ reaction }) => reaction === 'maintained').length,
  };
}

/** « l’avis de Camille Expert », « l’avis de la DSI ». */
const furtherNames = {
  dsi: 'l’avis de la direction des systèmes d’information',
  dsden: 'l’avis de la direction départementale',
} as const;

/** All that the transition table needs to know, on a civil day (DOMAIN §4). */
export function factsOf(loaded: LoadedConvention, at: Date): ConventionFacts {
  const values = valuesOf(loaded);
  const text = frozenText(loaded);
  const circuit = circuitStateOf(loaded);
  const object = loaded.articles.find((article) => article.section === 'article' && article.number === 1);
  const noticeVariable = templateOf(loaded).variables.find(({ key }) => key === 'preavis_resiliation_mois');
  const notice = noticeVariable ? effectiveValue(noticeVariable, values) : values.preavis_resiliation_mois;
  return {
    status: loaded.status,
    version: loaded.version,
    today: civilDate(at),
    draftedBy: loaded.draftedBy === 'authority' ? 'authority' : 'academy',
    // A signatory's quality has a default for each kind of party: see parties.ts.
    partiesComplete: { academy: true, authority: true },
    hasObject: Boolean(object?.body.trim()),
    schools: {
      total: loaded.schools.length,
      valid: loaded.schools.filter(({ uai }) => isUai(uai)).length,
    },
    missingVariables:
      isEditable(loaded.status) || loaded.status === 'partner_review' ? missingIn(loaded) : [],
    opinions: currentOpinions(loaded).map((opinion) => ({
      kind: opinion.kind,
      ...opinionFactsOf(loaded, opinion),
    })),
    further: furtherOpinionsOf(loaded).map((opinion) => ({
      kind: opinion.kind,
      name:
        opinion.kind === 'expert'
          ? `l’avis de ${opinion.invitation?.name ?? 'la personne invitée'}`
          : furtherNames[opinion.kind],
      ...opinionFactsOf(loaded, opinion),
    })),
    deliberation: deliberationOf(loaded),
    textFrozen: text && { version: text.version, sha256: text.sha256 },
    signatures: signaturesBySide(circuit),
    circuit,
    circuitFindings: checkCircuit(chosenCircuit(loaded), { withSchool: loaded.establishment !== null }),
    pendingDeposits: loaded.deposits.filter(({ state, textId }) => state === 'pending' && textId === text?.id)
      .length,
    seal: { exists: loaded.seal !== null, waitingFor: sealWaiting(loaded) },
    schoolsExpected: loaded.kind === 'convention' && loaded.shape !== 'framework',
    unexplainedDeviations: unexplainedDeviations(loaded),
    ...(loaded.establishment ? { boardAct: boardActOf(loaded.establishment) } : {}),
    effectiveOn: fromDbDate(loaded.effectiveOn),
    endsOn: fromDbDate(loaded.endsOn),
    noticeMonths: typeof notice === 'number' ? notice : null,
    successor: loaded.successor && {
      number: loaded.successor.number,
      signed: isSigned(loaded.successor),
      effectiveOn: fromDbDate(loaded.successor.effectiveOn),
    },
    amendment:
      loaded.kind === 'amendment' && loaded.parent
        ? amendmentFactsOf(
            loaded.id,
            { effectiveOn: fromDbDate(loaded.effectiveOn), changes: changesOf(loaded.amendment) },
            loaded.parent,
          )
        : null,
    terminatesOn: loaded.status === 'terminated' ? null : fromDbDate(loaded.terminatesOn),
  };
}

/** What the seal of a fully signed convention still waits for. */
function sealWaiting({ sealWait, seal }: LoadedConvention): ConventionFacts['seal']['waitingFor'] {
  if (!sealWait || seal) return null;
  return sealWait.waitingFor === 'certificate' || sealWait.waitingFor === 'timestamp'
    ? sealWait.waitingFor
    : 'other';
}

/** Deviations without a reason, while the text can still be changed. */
function unexplainedDeviations(loaded: LoadedConvention): string[] {
  // An avenant pins the template of its convention for its variables; its articles are its own.
  if (!isEditable(loaded.status) || loaded.kind === 'amendment') return [];
  const explained = new Set(
    loaded.deviations.filter(({ reason }) => reason?.trim()).map(({ articleKey }) => articleKey),
  );
  return deviationsOf(templateOf(loaded), sectionsOfConvention(loaded))
    .filter(({ key }) => !explained.has(key))
    .map(({ label }) => label);
}

/** The act of the conseil d’administration as guards and texts read it. */
export function boardActOf(establishment: NonNullable<LoadedConvention['establishment']>): BoardActFacts {
  return {
    establishment: establishment.school.name,
    number: establishment.actNumber,
    sessionOn: fromDbDate(establishment.sessionOn),
    transmittedOn: fromDbDate(establishment.transmittedOn),
    hasFile: establishment.fileId !== null,
    waiverReason: establishment.waiverReason,
  };
}

function textChangedSince(loaded: LoadedConvention, at: Date): boolean {
  return [...loaded.articles, ...loaded.variables].some((part) => part.updatedAt > at);
}

/** True once every party has signed and the seal is on: nothing changes the text any more. */
export const isSigned = (loaded: { status: LoadedConvention['status'] }) =>
  (onceSignedStatuses as readonly string[]).includes(loaded.status);

/**
 * Refuses an act decided on an older state, and says what happened since.
 * @throws AppError conflict with `details: { currentVersion, status, changes }`.
 */
export async function refuseStale(tx: Tx, loaded: LoadedConvention, seen: number): Promise<void> {
  if (loaded.version === seen) return;
  const rows = await tx.journalEntry.findMany({
    where: { objectType: 'Convention', objectId: loaded.id },
    orderBy: { seq: 'desc' },
    take: 20,
    select: { at: true, actorName: true, action: true, after: true },
  });
  const changes = rows
    .filter(({ after }) => Number((after as { version?: number } | null)?.version ?? 0) > seen)
    .map(({ at, actorName, action }) => ({ at: at.toISOString(), actorName, action }));
  const last = changes[0];
  throw conflict(
    `La convention a changé depuis que vous l’avez ouverte${last ? ` (${last.actorName})` : ''}. Relisez-la, puis recommencez : rien n’a été enregistré.`,
    { currentVersion: loaded.version, status: loaded.status, changes },
  );
}

/** Adds one to the version that everyone sees; must follow `lockConvention`. */
export async function bump(
  tx: Tx,
  loaded: LoadedConvention,
  data: Prisma.ConventionUpdateManyMutationInput = {},
) {
  const { count } = await tx.convention.updateMany({
    where: { id: loaded.id, status: loaded.status, version: loaded.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count !== 1) throw conflict('La convention vient de changer. Relisez-la, puis recommencez.');
  return loaded.version + 1;
}
