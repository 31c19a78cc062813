import { longDate } from '@/server/calendar';
import type { ContentParty } from '@/server/documents/content';
import { counted } from '@/server/french';
import type { DeliberationFacts, Side } from './facts';

/** One party as it is introduced and as it signs. */
export type PartyFacts = {
  side: Side;
  /** With its article, as in a sentence: « l’académie de Versailles », « la commune d’Argenteuil ». */
  name: string;
  /** Nine digits, or null. */
  siren: string | null;
  uai?: string;
  signatoryName: string | null;
  /** « maire », « directeur académique des services de l’éducation nationale du Val-d’Oise ». */
  signatoryQuality: string | null;
  delegation: { grantedBy: string; reference: string; grantedOn: string } | null;
  /** Number of the authorities for which a mandated body signs. */
  actsFor?: number;
  /** For a collège or lycée: the act of its conseil d’administration. */
  boardAct?: BoardAct | null;
};

/** The act by which the conseil d’administration authorises its head, as far as it is known. */
export type BoardAct = {
  number: string | null;
  sessionOn: string | null;
  waiverReason: string | null;
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** « 219 500 188 » */
export function groupedSiren(siren: string): string {
  return siren.replace(/(\d{3})(?=\d)/g, '$1\u00a0');
}

/** The authority's power to sign, as far as it is known when the text is composed. */
function authorisation(deliberation: DeliberationFacts | null): string {
  if (deliberation?.waiverReason?.trim()) {
    return `dispensée de délibération particulière pour le motif suivant : ${deliberation.waiverReason.trim().replace(/\.$/, '')}`;
  }
  const number = deliberation?.number ? ` n° ${deliberation.number}` : '';
  const organ = deliberation?.organ ? ` (${deliberation.organ})` : '';
  const session = deliberation?.sessionOn ? ` du ${longDate(deliberation.sessionOn)}` : '';
  if (number === '' && session === '') return 'autorisée par délibération de son organe délibérant';
  return `autorisée par la délibération${number}${session}${organ}`;
}

/** The power of the head to sign for a collège or lycée: code de l’éducation, art. R. 421-20. */
function boardAuthorisation(act: BoardAct | null): string {
  const waiver = act?.waiverReason?.trim();
  if (waiver)
    return `dispensé d’une délibération particulière de son conseil d’administration pour le motif suivant : ${waiver.replace(/\.$/, '')}`;
  const number = act?.number ? ` n° ${act.number}` : '';
  const session = act?.sessionOn ? ` du ${longDate(act.sessionOn)}` : '';
  if (number === '' && session === '') return 'autorisé par délibération de son conseil d’administration';
  return `autorisé par l’acte${number} de son conseil d’administration${session}`;
}

const masculine: ReadonlySet<PartyFacts['side']> = new Set(['school', 'vendor']);
const calledHereafter: Record<PartyFacts['side'], string> = {
  state: 'ci-après dénommée « l’académie »',
  authority: 'ci-après dénommée « la collectivité »',
  school: 'ci-après dénommé « l’établissement »',
  vendor: 'ci-après dénommé « l’éditeur »',
};

/** How a party is introduced at the head of the convention, and what its signature block says. */
export function presentParty(party: PartyFacts, deliberation: DeliberationFacts | null): ContentParty {
  const { delegation } = party;
  const quality = party.signatoryQuality?.trim() || null;
  const person = party.signatoryName?.trim() || null;
  const lowered = quality ? quality.charAt(0).toLowerCase() + quality.slice(1) : null;
  const represented = person
    ? [person, lowered].filter((part) => part !== null).join(', ')
    : `son représentant en exercice${lowered ? ` (${lowered})` : ''}`;
  const delegated = delegation
    ? `par délégation de signature donnée par ${delegation.grantedBy} (${delegation.reference}, ${longDate(delegation.grantedOn)})`
    : null;
  const presentation = [
    capital(party.name) +
      (party.siren ? ` (SIREN ${groupedSiren(party.siren)})` : party.uai ? ` (UAI ${party.uai})` : ''),
    `${masculine.has(party.side) ? 'représenté' : 'représentée'} par ${represented}`,
    delegated && `agissant ${delegated}`,
    party.actsFor === undefined
      ? null
      : `agissant au nom et pour le compte de ${counted(party.actsFor, 'collectivité')} qui lui ${party.actsFor > 1 ? 'ont' : 'a'} donné mandat et dont la liste est annexée`,
    party.side === 'authority' ? authorisation(deliberation) : null,
    party.side === 'school' ? boardAuthorisation(party.boardAct ?? null) : null,
    calledHereafter[party.side],
  ].filter((part) => part !== null);
  return {
    side: party.side,
    name: capital(party.name),
    presentation: presentation.join(', '),
    signatoryQuality: quality ? capital(quality) : 'Le représentant légal',
    signatoryName: person,
    delegation: delegated ? capital(delegated) : null,
  };
}
