import type { MailState } from '@/prisma/generated/enums';

/** What a mail server said of one message, or that it could not be asked. */
export type Answer = {
  /**
   * accepted: it took the message over (2xx after the final dot). refused: the recipient's server will never
   * take it (5xx on the recipient or the message). later: not now (4xx). unreachable: the server itself could
   * not be reached, refused us, or went away without an answer: nothing is known against the message.
   */
  kind: 'accepted' | 'refused' | 'later' | 'unreachable';
  response: string;
};

/** The facts of an SMTP failure: at which command, with which code. */
export type SmtpFailure = {
  command?: string | undefined;
  responseCode?: number | undefined;
  message: string;
};

/**
 * Reads a failure. Only a refusal of the recipient or of the message is about the mail; a refusal of the sender,
 * of the password or of the connection is the configuration's, and mends without the mail being lost.
 */
export function answerOf({ command, responseCode, message }: SmtpFailure): Answer {
  const aboutMail = command === 'RCPT TO' || command === 'DATA';
  if (!responseCode || !aboutMail) return { kind: 'unreachable', response: message };
  return { kind: responseCode >= 500 ? 'refused' : 'later', response: message };
}

/** Days during which a message that the recipient's server puts off is tried again (RFC 5321, 4.5.4.1). */
export const triedForDays = 5;

/** A claim that said nothing for this long died with its process: longer than the longest wait of a server. */
export const claimMinutes = 15;

const waits = { later: [5, 10, 20, 40, 60], unreachable: [1, 2, 3, 5] } as const;

/** Minutes to wait after this many tries. A server that was down is asked again soon, whatever the mail. */
export function waitMinutes(kind: 'later' | 'unreachable', attempts: number): number {
  const steps = waits[kind];
  return steps[Math.min(Math.max(attempts, 1), steps.length) - 1] ?? 60;
}

/** What becomes of a mail after an answer. */
export function afterAnswer(
  answer: Answer,
  mail: { attempts: number; createdAt: Date },
  at: Date,
): { state: MailState; nextTryAt: Date | null } {
  if (answer.kind === 'accepted') return { state: 'sent', nextTryAt: null };
  if (answer.kind === 'refused') return { state: 'refused', nextTryAt: null };
  const age = at.getTime() - mail.createdAt.getTime();
  if (answer.kind === 'later' && age > triedForDays * 86_400_000)
    return { state: 'refused', nextTryAt: null };
  const wait = waitMinutes(answer.kind, mail.attempts);
  return { state: 'waiting', nextTryAt: new Date(at.getTime() + wait * 60_000) };
}

export const mailStates = [
  'waiting',
  'claimed',
  'handing',
  'sent',
  'refused',
  'uncertain',
  'withdrawn',
  'expired',
] as const satisfies readonly MailState[];

type Words = { label: string; tone: 'neutral' | 'info' | 'warning' | 'success' | 'danger'; sentence: string };

/** French names of the states, and what each means for whoever reads the page of mails. */
export const mailStateWords: Record<MailState, Words> = {
  waiting: {
    label: 'En attente',
    tone: 'info',
    sentence: 'Partira dès que le serveur de courriel le prendra.',
  },
  claimed: { label: 'En cours d’envoi', tone: 'info', sentence: 'Un envoi est en cours.' },
  handing: { label: 'En cours d’envoi', tone: 'info', sentence: 'La réponse du serveur est attendue.' },
  sent: { label: 'Envoyé', tone: 'success', sentence: 'Le serveur de courriel l’a pris en charge.' },
  refused: {
    label: 'Refusé',
    tone: 'danger',
    sentence: 'Courriel refusé par le serveur du destinataire\u00a0: vérifiez l’adresse, puis renvoyez-le.',
  },
  uncertain: {
    label: 'Envoi incertain',
    tone: 'warning',
    sentence:
      'L’application s’est arrêtée pendant l’envoi, avant de noter la réponse\u00a0: il est peut-être arrivé. Renvoyez-le si la personne ne l’a pas reçu.',
  },
  withdrawn: {
    label: 'Retiré',
    tone: 'neutral',
    sentence: 'Le destinataire n’avait plus accès à ce dont il parle au moment de l’envoi.',
  },
  expired: {
    label: 'Périmé',
    tone: 'neutral',
    sentence:
      'Le code ou le lien qu’il contenait n’était plus valable\u00a0: une nouvelle demande en envoie un autre.',
  },
};

/** States from which a person may send a mail again. */
export const resendable = ['refused', 'uncertain'] as const satisfies readonly MailState[];

/** Drawers of the page of mails, by the word of the address. */
export const mailDrawers = {
  attente: ['waiting', 'claimed', 'handing'],
  refuses: ['refused', 'uncertain'],
  envoyes: ['sent'],
  ecartes: ['withdrawn', 'expired'],
} as const satisfies Record<string, readonly MailState[]>;
export type MailDrawer = keyof typeof mailDrawers;

export const mailDrawerLabels: Record<MailDrawer, string> = {
  attente: 'En attente',
  refuses: 'Refusés ou incertains',
  envoyes: 'Envoyés',
  ecartes: 'Écartés',
};

/** What stands in place of a body that is no longer kept. */
export const erasedBody = 'Le texte de ce message n’est plus conservé.';
