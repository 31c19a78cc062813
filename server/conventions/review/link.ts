import type { ConventionStatus } from '../facts';

/** Why a link no longer opens anything. */
export type LinkDeath = 'unknown' | 'answered' | 'revoked' | 'changed' | 'expired' | 'closed';

type Link = {
  answeredAt: Date | null;
  revokedAt: Date | null;
  textChanged: boolean;
  expiresAt: Date;
  status: ConventionStatus;
};

/** Why this link is dead, or null while it lives: one opinion, on one text, until one day. */
export function linkDeath(link: Link, now: Date): LinkDeath | null {
  if (link.answeredAt) return 'answered';
  if (link.revokedAt) return 'revoked';
  if (link.textChanged) return 'changed';
  if (link.expiresAt < now) return 'expired';
  return link.status === 'academic_review' ? null : 'closed';
}

/** What its reader is told; nothing of the text. */
export const linkSentences: Record<LinkDeath, string> = {
  unknown:
    'Ce lien n’est pas reconnu. Vérifiez qu’il est entier, ou demandez à la personne qui vous a écrit de vous en envoyer un nouveau.',
  answered: 'Votre avis a déjà été enregistré par ce lien, qui ne sert qu’une fois. Merci.',
  revoked:
    'L’académie a révoqué ce lien. Si vous pensez que c’est une erreur, écrivez à la personne qui vous l’a envoyé.',
  changed:
    'Le texte a changé depuis que ce lien vous a été envoyé\u00a0: votre avis porterait sur une version dépassée. L’académie peut vous envoyer un nouveau lien vers le texte à jour.',
  expired:
    'Le délai pour donner votre avis est passé. L’académie peut le prolonger\u00a0; écrivez à la personne qui vous a envoyé ce lien.',
  closed: 'L’examen de ce texte est terminé\u00a0: il n’attend plus d’avis.',
};
