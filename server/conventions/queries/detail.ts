import { civilDate } from '@/server/clock';
import { binds } from '@/server/templates/deviations';
import { fromDbDate } from '../../clock';
import { takenOverSteps } from '../../takeover/steps';
import type { Context } from '../../trpc/context';
import { composeContent } from '../compose';
import { mayEditText } from '../editing';
import { annexOf } from '../freeze';
import { type LoadedConvention, loadConvention } from '../load';
import { draftOf, frozenText, standingOpinions, standingSignatures, templateOf } from '../loaded';
import { factsOf } from '../loaded-facts';
import { opinionOf } from '../opinion-role';
import { inSentence, partiesOf } from '../parties';
import {
  type AvailableAction,
  availableActions,
  ballHolder,
  lifecycleSteps,
  statusLabelOf,
} from '../transitions';

/** One convention as the screens and the REST door show it; access was proven by the procedure. */
export async function conventionDetail(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const facts = factsOf(loaded, ctx.now);
  const role = ctx.actor?.role;
  const ball = ballHolder(facts, {
    academy: `l’${loaded.academy.fullName.replace(/^l[’']/, '')}`,
    authority: inSentence(loaded.authority.name),
  });
  const { content, missing } = composeContent({ ...draftOf(loaded), parties: [], raci: null });
  const text = frozenText(loaded);
  const amendments =
    loaded.kind === 'convention'
      ? await ctx.db.convention.findMany({
          where: { parentId: loaded.id, kind: 'amendment' },
          orderBy: { rank: 'asc' },
          select: { id: true, rank: true, status: true },
        })
      : [];
  const mayEdit = role ? ctx.ability.can('edit', 'Convention') && mayEditText(loaded, role) : false;
  const inProject = mayEdit
    ? await ctx.db.projectSchool.findMany({
        where: { projectId: loaded.projectId, removedOn: null },
        select: { uai: true },
        orderBy: { uai: 'asc' },
      })
    : [];
  return {
    id: loaded.id,
    number: loaded.number,
    kind: loaded.kind,
    origin: loaded.origin,
    rank: loaded.rank,
    parent: loaded.parent && {
      id: loaded.parent.id,
      number: loaded.parent.number,
      title: loaded.parent.title,
    },
    /** Avenants that have changed it, and how many there are in all. */
    amendedBy: amendments
      .filter(({ status }) => status === 'in_force')
      .map(({ id: own, rank }) => ({ id: own, rank })),
    amendments: amendments.length,
    title: content.title,
    degree: loaded.degree,
    externalReference: loaded.externalReference,
    status: loaded.status,
    statusLabel: statusLabelOf(facts),
    statusSince: loaded.statusSince.toISOString(),
    version: loaded.version,
    /** The instant of this reading, for « depuis 3 jours ». */
    asOf: ctx.now.toISOString(),
    draftedBy: loaded.draftedBy,
    demonstration: loaded.demonstration,
    academy: { code: loaded.academy.code, name: loaded.academy.fullName },
    authority: { id: loaded.authority.id, name: loaded.authority.name, siren: loaded.authority.siren },
    project: { id: loaded.project.id, name: loaded.project.name },
    product: loaded.product && { id: loaded.product.id, name: loaded.product.name },
    effectiveOn: fromDbDate(loaded.effectiveOn),
    durationMonths: loaded.durationMonths,
    endsOn: fromDbDate(loaded.endsOn),
    signedAt: loaded.signedAt?.toISOString() ?? null,
    ball,
    steps:
      loaded.origin === 'taken_over'
        ? takenOverSteps({
            status: loaded.status,
            hasDeliberation: loaded.deliberation !== null,
            deliberationOn: fromDbDate(loaded.deliberation?.sessionOn ?? null),
            signedOn: loaded.signedAt ? civilDate(loaded.signedAt) : null,
            effectiveOn: fromDbDate(loaded.effectiveOn),
          })
        : lifecycleSteps(
            facts,
            loaded.stages.map((stage) => ({ status: stage.status, on: civilDate(stage.since) })),
          ),
    missing,
    actions: ctx.actor ? availableActions(facts, ctx.actor).map(toAct) : [],
    abilities: {
      edit: mayEdit,
      opine: ctx.actor ? opinionOf(ctx.actor) : null,
      answer: ctx.ability.can('answer', 'Convention'),
      comment: ctx.ability.can('comment', 'Convention'),
      /** May make drafts of it: duplicate it, take it up again. */
      copy: ctx.ability.can('edit', 'Convention'),
      deliberate: ctx.ability.can('deliberate', 'Convention'),
      sign: ctx.ability.can('sign', 'Convention'),
    },
    schools: loaded.schools.map(({ school, entryOn }) => ({
      uai: school.uai,
      name: school.name,
      commune: school.communeName,
      nature: school.nature,
      sector: school.sector,
      state: school.state,
      entryOn: fromDbDate(entryOn),
    })),
    /** Schools now in the project, for who may bring the annex into line with it. */
    projectUais: inProject.map(({ uai }) => uai),
    opinions: opinionsView(loaded),
    deliberation: loaded.deliberation && {
      number: loaded.deliberation.number,
      organ: loaded.deliberation.organ,
      sessionOn: fromDbDate(loaded.deliberation.sessionOn),
      object: loaded.deliberation.object,
      transmittedOn: fromDbDate(loaded.deliberation.transmittedOn),
      publishedOn: fromDbDate(loaded.deliberation.publishedOn),
      waiverReason: loaded.deliberation.waiverReason,
      file: loaded.deliberation.file,
      checkedAt: loaded.deliberation.checkedAt?.toISOString() ?? null,
    },
    /** The collège or lycée that is a party, with the act of its conseil d’administration. */
    establishment: loaded.establishment && {
      uai: loaded.establishment.uai,
      name: loaded.establishment.school.name,
      actNumber: loaded.establishment.actNumber,
      sessionOn: fromDbDate(loaded.establishment.sessionOn),
      object: loaded.establishment.object,
      transmittedOn: fromDbDate(loaded.establishment.transmittedOn),
      waiverReason: loaded.establishment.waiverReason,
      file: loaded.establishment.file,
    },
    texts: loaded.texts.map((one) => ({
      number: one.number,
      stage: one.stage,
      sha256: one.pdf?.sha256 ?? one.contentSha256,
      contentSha256: one.contentSha256,
      pages: one.pages,
      hasPdf: one.pdfId !== null,
      createdAt: one.createdAt.toISOString(),
      createdBy: one.createdBy,
    })),
    frozen: text && { version: text.version, sha256: text.sha256, hasPdf: text.pdfId !== null },
    signatures: loaded.signatures.map((signature) => ({
      id: signature.id,
      side: signature.side,
      name: signature.name,
      quality: signature.quality,
      delegation: signature.delegation,
      mode: signature.mode,
      sha256: signature.sha256,
      signedAt: signature.signedAt.toISOString(),
      stands: standingSignatures(loaded).some(({ id: standing }) => standing === signature.id),
    })),
  };
}

export type ConventionDetail = Awaited<ReturnType<typeof conventionDetail>>;

/** An act as a screen needs it, without the table's own functions. */
function toAct(act: AvailableAction) {
  const { action, label, consequence, destructive, inputs, blockers, warnings } = act;
  return { action, label, consequence, destructive, inputs, blockers, warnings };
}

export type ConventionAct = ReturnType<typeof toAct>;

function opinionsView(loaded: LoadedConvention) {
  const current = new Set(standingOpinions(loaded).map(({ id }) => id));
  return loaded.opinions.map((opinion) => ({
    id: opinion.id,
    kind: opinion.kind,
    round: opinion.round,
    current: current.has(opinion.id),
    requestedAt: opinion.requestedAt.toISOString(),
    dueOn: fromDbDate(opinion.dueOn),
    verdict: opinion.verdict,
    comment: opinion.comment,
    onVersion: opinion.onVersion,
    givenAt: opinion.givenAt?.toISOString() ?? null,
    givenByName: opinion.givenByName,
    reservations: opinion.reservations.map(({ id, position, text, answer, answeredAt }) => ({
      id,
      position,
      text,
      answer,
      answeredAt: answeredAt?.toISOString() ?? null,
    })),
  }));
}

/**
 * All that the editor needs to compose the text on screen exactly as the server will: sections with their own
 * counters, template, values, parties, matrix.
 */
export async function conventionText(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const template = templateOf(loaded);
  const { composedOn: _composedOn, ...draft } = draftOf(loaded);
  return {
    id: loaded.id,
    version: loaded.version,
    status: loaded.status,
    mayEdit: ctx.actor ? ctx.ability.can('edit', 'Convention') && mayEditText(loaded, ctx.actor.role) : false,
    template: {
      name: template.name,
      notice: template.notice,
      version: loaded.templateVersion.number,
      /** What the convention may not leave without a reason; the outline marks it as it is typed. */
      binding: template.sections.filter(binds),
    },
    articles: loaded.articles.map((row) => ({ key: row.key, version: row.version })),
    variables: loaded.variables.map((row) => ({ key: row.key, version: row.version })),
    compose: {
      ...draft,
      composedOn: civilDate(ctx.now),
      parties: await partiesOf(ctx.db, loaded, ctx.now),
      ...(await annexOf(ctx.db, loaded)),
    },
  };
}

export type ConventionTextView = Awaited<ReturnType<typeof conventionText>>;
