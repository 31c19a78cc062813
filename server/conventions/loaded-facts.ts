import { amendmentFactsOf, changesOf } from '../amendments/parent';
import { civilDate, fromDbDate } from '../clock';
import { checkCircuit, circuitParties, signaturesBySide } from '../signature/circuit';
import { incomingFindings } from '../signature/incoming';
import { chosenCircuit, circuitStateOf } from '../signature/state';
import { deviationsOf } from '../templates/deviations';
import { isUai } from '../territory/uai';
import { type ConventionFacts, isEditable } from './facts';
import type { LoadedConvention } from './load';
import {
  boardActOf,
  currentOpinions,
  deliberationOf,
  frozenText,
  furtherOpinionsOf,
  isSigned,
  missingIn,
  sectionsOfConvention,
  templateOf,
  valuesOf,
} from './loaded';
import { effectiveValue } from './variables';

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
      uais: loaded.schools.map(({ uai }) => uai),
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
    circuitFindings: [
      ...checkCircuit(chosenCircuit(loaded), circuitParties(loaded)),
      ...incomingFindings(chosenCircuit(loaded), loaded.amendment?.incomingAuthority ?? null),
    ],
    pendingDeposits: loaded.deposits.filter(({ state, textId }) => state === 'pending' && textId === text?.id)
      .length,
    seal: { exists: loaded.seal !== null, waitingFor: sealWaiting(loaded) },
    schoolsExpected: loaded.kind === 'convention' && loaded.shape !== 'framework',
    unexplainedDeviations: unexplainedDeviations(loaded),
    matrixErrors: loaded.matrixErrors,
    pendingCorrections: loaded.corrections.length,
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

function textChangedSince(loaded: LoadedConvention, at: Date): boolean {
  return [...loaded.articles, ...loaded.variables].some((part) => part.updatedAt > at);
}
