import { sentenceOf } from '../audit/sentences';
import { longDate } from '../calendar';
import { civilDate } from '../clock';
import { capital } from '../conventions/guards/finding';
import type { LoadedConvention } from '../conventions/load';
import { deliberationOf, frozenText } from '../conventions/loaded';
import { factsOf } from '../conventions/loaded-facts';
import { statusLabels } from '../conventions/transitions';
import type { ContentSection, StatementContent } from '../documents/content';
import { exactTime, signatureLines } from './annex';
import { memberInList } from './circuit';
import { sealSentence, sideLabels } from './modes';
import { signatureLines as readLines, reportLines, type SignatureReport } from './report';

type JournalLine = {
  chain: string;
  seq: number;
  at: Date;
  actorName: string;
  hat: string;
  action: string;
  objectType: string;
  before: unknown;
  after: unknown;
  hash: string;
};

const list = (lines: readonly (string | null | undefined | false)[]) =>
  lines
    .filter((line): line is string => Boolean(line))
    .map((line) => `- ${line.replace(/\s*\n\s*/g, ' ')}`)
    .join('\n');

/** « Pour l’État » inside a line. */
const inLine = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

const verdicts: Record<string, string> = {
  favourable: 'favorable',
  with_reservations: 'favorable avec réserves',
  unfavourable: 'défavorable',
};

/** All that proves a signature, in one document (DOMAIN §9: the mode is named and nothing more is claimed). */
export function evidenceContent(
  loaded: LoadedConvention,
  journal: readonly JournalLine[],
  { at, operatorName }: { at: Date; operatorName: string },
): StatementContent {
  const text = frozenText(loaded);
  return {
    kind: 'statement',
    layout: 1,
    title: 'Dossier de preuves',
    kicker: `Convention n° ${loaded.number} – version ${text?.version ?? '–'}`,
    author: `Établi par ${operatorName}`,
    composedOn: civilDate(at),
    draft: false,
    notice: loaded.demonstration ? 'Démonstration\u00a0: ce document est fictif et n’engage personne.' : null,
    foot: `Convention n° ${loaded.number} – dossier de preuves, établi le ${exactTime(at)}`,
    identity: [
      { label: 'Objet', value: loaded.title },
      { label: 'État', value: statusLabels[loaded.status].label },
      { label: 'Pour l’État', value: capital(loaded.academy.fullName) },
      {
        label: 'Pour la collectivité',
        value: `${loaded.authority.name} (SIREN ${loaded.authority.siren ?? 'non renseigné'})`,
      },
      ...(loaded.establishment
        ? [
            {
              label: 'Établissement',
              value: `${loaded.establishment.school.name} (${loaded.establishment.uai})`,
            },
          ]
        : []),
      { label: 'Document figé (SHA-256)', value: text?.sha256 ?? '–' },
    ],
    sections: [
      { heading: 'Circuit de signature', body: circuitBody(loaded, at) },
      ...signatureSections(loaded),
      { heading: 'Cachet et horodatage', body: sealBody(loaded) },
      ...depositSections(loaded),
      { heading: 'Versions figées', body: versionsBody(loaded) },
      { heading: 'Avis', body: opinionsBody(loaded) },
      { heading: 'Délibération', body: deliberationBody(loaded) },
      { heading: 'Extrait du journal', body: journalBody(journal) },
    ].filter(({ body }) => body !== ''),
    mentions: [
      'Les heures données par le serveur de l’application ne sont pas des preuves de date\u00a0; seul un horodatage l’est, quand il est indiqué.',
      'Chaque ligne du journal porte l’empreinte de la précédente\u00a0: en modifier une rompt la chaîne.',
    ],
  };
}

function circuitBody(loaded: LoadedConvention, at: Date): string {
  const { members, done } = factsOf(loaded, at).circuit;
  return list(
    [...members]
      .sort((a, b) => a.group - b.group)
      .map((member) => {
        const acted = done.some(({ key }) => key === member.key);
        const what = member.kind === 'approver' ? 'valide' : 'signe';
        const who = member.designated
          ? `${memberInList(member)} ${what} ${inLine(sideLabels[member.side])}`
          : memberInList(member);
        const substitutes = member.substitutes.map(({ name }) => name).join(', ');
        return `Rang ${member.group}\u00a0: ${who}${substitutes ? `, suppléance\u00a0: ${substitutes}` : ''} – ${acted ? 'fait' : 'attendu'}`;
      }),
  );
}

function signatureSections(loaded: LoadedConvention): ContentSection[] {
  const text = frozenText(loaded);
  const approvals = loaded.approvals.filter((one) => one.textId === text?.id && !one.revokedAt);
  return [
    ...loaded.signatures
      .filter((one) => one.textId === text?.id && !one.revokedAt)
      .map((one) => ({
        heading: `Signature ${inLine(sideLabels[one.side])}`,
        body: list([
          ...signatureLines({
            ...one,
            file: loaded.deposits.find(({ id }) => id === one.depositId)?.file.name ?? null,
          }),
          `Consentement ou constat\u00a0: ${one.consent}`,
          one.ip && `Adresse réseau\u00a0: ${one.ip}`,
        ]),
      })),
    ...(approvals.length > 0
      ? [
          {
            heading: 'Validations',
            body: list(approvals.map((one) => `${one.name}, ${one.quality}, le ${exactTime(one.givenAt)}`)),
          },
        ]
      : []),
  ];
}

function sealBody({ seal, sealWait }: LoadedConvention): string {
  if (!seal)
    return list([sealWait ? `Pas encore de cachet\u00a0: ${sealWait.reason}` : 'Pas encore de cachet.']);
  return list([
    sealSentence(seal),
    `Niveau PAdES\u00a0: ${seal.level}`,
    `Fichier scellé (SHA-256)\u00a0: ${seal.sha256}`,
    `Certificat\u00a0: ${seal.subject}`,
    `Émis par\u00a0: ${seal.issuer}`,
    `Empreinte SHA-256 du certificat\u00a0: ${seal.certificateSha256}, valable jusqu’au ${longDate(civilDate(seal.certificateUntil))}`,
    seal.timestampAt &&
      `Horodatage RFC 3161 de «\u00a0${seal.timestampAuthority}\u00a0»\u00a0: ${exactTime(seal.timestampAt)}`,
    `Scellé le ${exactTime(seal.sealedAt)}, heure du serveur`,
  ]);
}

function depositSections(loaded: LoadedConvention): ContentSection[] {
  return loaded.deposits
    .filter(({ state }) => state === 'confirmed')
    .map((deposit) => {
      const report = deposit.report as SignatureReport | null;
      return {
        heading: `Fichier déposé\u00a0: ${deposit.file.name}`,
        body: list([
          `Déposé par ${deposit.depositedBy} le ${exactTime(deposit.depositedAt)}, examiné par ${deposit.decidedBy ?? '–'}`,
          `SHA-256\u00a0: ${deposit.file.sha256}`,
          ...(report ? reportLines(report).map(({ text }) => text) : []),
          ...(report?.signatures ?? []).flatMap((one) => [
            `Signature de ${one.signer}${one.issuer ? `, certificat émis par ${one.issuer}` : ''}`,
            ...readLines(one).map(({ text }) => text),
          ]),
        ]),
      };
    });
}

function versionsBody(loaded: LoadedConvention): string {
  return list(
    [...loaded.texts]
      .sort((a, b) => a.number - b.number)
      .map(
        (text) =>
          `Version ${text.number} (${text.stage === 'accepted' ? 'texte accepté' : 'document à signer'}), figée le ${exactTime(text.createdAt)} par ${text.createdBy}\u00a0; contenu ${text.contentSha256}${text.pdf ? `\u00a0; PDF ${text.pdf.sha256}` : ''}`,
      ),
  );
}

function opinionsBody(loaded: LoadedConvention): string {
  return list(
    loaded.opinions
      .filter((one) => one.verdict && one.givenAt)
      .map(
        (one) =>
          `${one.kind === 'dpo' ? 'Délégué à la protection des données' : 'Service juridique'}\u00a0: ${verdicts[one.verdict ?? ''] ?? ''}, par ${one.givenByName ?? '–'} le ${exactTime(one.givenAt ?? one.requestedAt)}${one.reservations.length > 0 ? `\u00a0; réserves\u00a0: ${one.reservations.map(({ text, answer }) => `${text} (réponse\u00a0: ${answer ?? 'aucune'})`).join('\u00a0; ')}` : ''}`,
      ),
  );
}

function deliberationBody(loaded: LoadedConvention): string {
  const facts = deliberationOf(loaded);
  if (!facts) return '';
  if (facts.waiverReason) return list([`Sans délibération\u00a0: ${facts.waiverReason}`]);
  return list([
    `N° ${facts.number ?? '–'}, ${facts.organ ?? '–'}${facts.sessionOn ? `, séance du ${longDate(facts.sessionOn)}` : ''}`,
    facts.object,
    facts.transmittedOn && `Transmise au préfet le ${longDate(facts.transmittedOn)}`,
    facts.publishedOn && `Publiée le ${longDate(facts.publishedOn)}`,
  ]);
}

function journalBody(journal: readonly JournalLine[]): string {
  return list(
    journal.map(
      (row) =>
        `${row.chain}/${row.seq} – ${exactTime(row.at)} – ${row.actorName} (${row.hat}) ${sentenceOf(row)} – ${row.hash}`,
    ),
  );
}
