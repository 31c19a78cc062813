import { counted, listed } from '@/server/french';

/**
 * What could be read of a PDF signed outside the application, said plainly: what was verified, what was not. Plain
 * data, kept with the file and shown as it stands. Revocation of certificates is never checked, and it is said.
 */
export type SignatureReport = {
  /** The file begins with the exact bytes of the frozen document. */
  beginsWithFrozen: boolean;
  /** Every page shows what the frozen document shows, apart from annotations. */
  pagesUnchanged: boolean;
  /** Pages (from 1) on which something visible was added: stamps of signatures, annotations. */
  marksOnPages: number[];
  signatures: ReadSignature[];
  /** Bytes that no signature covers, at the end of the file. */
  uncoveredBytes: number;
};

export type ReadSignature = {
  /** SHA-256 of the signature itself: the same one never counts for two members. */
  fingerprint: string;
  /** Common name of the certificate, or « signataire inconnu ». */
  signer: string;
  /** Whole name of the certificate and of its issuer. */
  subject: string | null;
  issuer: string | null;
  /** ISO; what the signatory's computer said. */
  claimedAt: string | null;
  /** ISO; from a timestamp token that was verified. */
  provenAt: string | null;
  timestampAuthority: string | null;
  /** The signed bytes are unchanged and hold the whole frozen document. */
  integrity: { ok: true } | { ok: false; reason: string };
  /** The certificate leads to a configured root. */
  chain: { ok: true; root: string } | { ok: false; reason: string };
};

/** A signature is called verified only when both its integrity and its certificate are. */
export const isVerified = (one: ReadSignature): boolean => one.integrity.ok && one.chain.ok;

export type ReportLine = { ok: boolean; text: string };

/** The report in sentences: first what could be verified, then what could not. */
export function reportLines(report: SignatureReport): ReportLine[] {
  const lines: ReportLine[] = [
    report.beginsWithFrozen
      ? { ok: true, text: 'Le fichier commence par le document figé, à l’octet près.' }
      : { ok: false, text: 'Le fichier ne commence pas par le document figé.' },
    report.pagesUnchanged
      ? { ok: true, text: 'Ses pages montrent exactement ce que montre le document figé.' }
      : { ok: false, text: 'Le contenu de ses pages n’est plus celui du document figé.' },
  ];
  if (report.marksOnPages.length > 0)
    lines.push({
      ok: false,
      text: `Des éléments visibles ont été ajoutés ${report.marksOnPages.length > 1 ? 'aux pages' : 'à la page'} ${listed(report.marksOnPages.map(String), 12)}\u00a0: regardez-les avant de confirmer.`,
    });
  if (report.signatures.length === 0)
    lines.push({ ok: false, text: 'Aucune signature électronique n’a été trouvée dans ce fichier.' });
  if (report.signatures.length > 0 && report.uncoveredBytes > 0)
    lines.push({
      ok: false,
      text: `${counted(report.uncoveredBytes, 'octet')} à la fin du fichier ne sont couverts par aucune signature.`,
    });
  lines.push({
    ok: false,
    text: 'La révocation des certificats n’est pas vérifiée par l’application\u00a0: contrôlez-la auprès de leur autorité si l’enjeu le demande.',
  });
  return lines;
}

/** What is said of one signature, sentence by sentence. */
export function signatureLines(one: ReadSignature): ReportLine[] {
  return [
    one.integrity.ok
      ? { ok: true, text: 'Intégrité vérifiée\u00a0: le document n’a pas changé depuis cette signature.' }
      : { ok: false, text: `Intégrité non vérifiée\u00a0: ${one.integrity.reason}.` },
    one.chain.ok
      ? { ok: true, text: `Certificat rattaché à l’autorité de confiance «\u00a0${one.chain.root}\u00a0».` }
      : { ok: false, text: `Identité non vérifiée\u00a0: ${one.chain.reason}.` },
    one.provenAt
      ? { ok: true, text: `Heure attestée par l’horodatage de «\u00a0${one.timestampAuthority}\u00a0».` }
      : { ok: false, text: 'Heure déclarée par le poste du signataire, non attestée.' },
  ];
}
