import { longDate } from '../calendar';
import { civilDate } from '../clock';
import type { StatementContent } from '../documents/content';
import type { CircuitSide } from './circuit';
import { sideLabels, signatureModes } from './modes';

/** One signature as the annex prints it. */
export type AnnexSignature = {
  side: CircuitSide;
  name: string;
  quality: string;
  delegation: string | null;
  mode: string;
  signedAt: Date;
  sha256: string;
  /** Name of the joined file that carries it, when it was given outside. */
  file: string | null;
};

export type AnnexFacts = {
  number: string;
  title: string;
  version: number;
  frozenSha256: string;
  frozenBytes: number;
  frozenPages: number | null;
  demonstration: boolean;
  operatorName: string;
  verificationUrl: string;
  sealName: string;
  selfSigned: boolean;
  at: Date;
  signatures: readonly AnnexSignature[];
  approvals: readonly { name: string; quality: string; at: Date }[];
};

const clock = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'medium' });

/** « 22 novembre 2026 à 10:00:00 (heure de Paris) » */
export const exactTime = (at: Date): string =>
  `${longDate(civilDate(at))} à ${clock.format(at)} (heure de Paris)`;

/** What is printed of a signature, one fact a line. */
export function signatureLines(one: AnnexSignature): string[] {
  return [
    `${one.name}, ${one.quality}${one.delegation ? `, ${one.delegation}` : ''}`,
    // Of a handwritten signature the day alone is known.
    `Date\u00a0: ${one.mode === 'scan' ? `${longDate(civilDate(one.signedAt))}, jour déclaré` : exactTime(one.signedAt)}`,
    `Mode\u00a0: ${signatureModes[one.mode] ?? one.mode}`,
    `Empreinte SHA-256 du document signé\u00a0: ${one.sha256}`,
    ...(one.file ? [`Fichier joint\u00a0: ${one.file}`] : []),
  ];
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

/**
 * The annex that is added behind the frozen document when it is sealed: who signed, in what quality, by delegation
 * of whom, how. The frozen bytes stay as they were; they are the exact beginning of the sealed file.
 */
export function annexContent(facts: AnnexFacts): StatementContent {
  return {
    kind: 'statement',
    layout: 1,
    title: 'Annexe de signature',
    kicker: `Convention n° ${facts.number} – version ${facts.version}`,
    author: `Établie par ${facts.operatorName} au moment du scellement`,
    composedOn: civilDate(facts.at),
    draft: false,
    notice: facts.demonstration || facts.selfSigned ? demonstrationNotice(facts) : null,
    foot: `Convention n° ${facts.number} – annexe de signature`,
    identity: [
      { label: 'Document signé', value: facts.title },
      {
        label: 'Document figé',
        value: `${facts.frozenPages ? `${facts.frozenPages} pages, ` : ''}${facts.frozenBytes} octets`,
      },
      { label: 'Empreinte SHA-256 du document figé', value: facts.frozenSha256 },
      { label: 'Cachet', value: facts.sealName },
    ],
    sections: [
      ...facts.signatures.map((one) => ({ heading: sideLabels[one.side], body: list(signatureLines(one)) })),
      ...(facts.approvals.length > 0
        ? [
            {
              heading: 'Validations préalables',
              body: list(
                facts.approvals.map((one) => `${one.name}, ${one.quality}, le ${exactTime(one.at)}`),
              ),
            },
          ]
        : []),
    ],
    mentions: [
      'Cette annexe suit le document figé sans le modifier\u00a0: les premiers octets du fichier scellé sont exactement ceux du document présenté aux signataires.',
      `Vérification\u00a0: ${facts.verificationUrl}`,
    ],
  };
}

function demonstrationNotice({ demonstration, selfSigned }: AnnexFacts): string {
  return [
    demonstration && 'Démonstration\u00a0: ce document est fictif et n’engage personne.',
    selfSigned && 'Scellé avec un cachet de démonstration, auto-signé.',
  ]
    .filter(Boolean)
    .join(' ');
}
