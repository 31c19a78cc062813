import type { Role } from '../access/roles';
import type { Family } from '../alerts/domain';
import type { Act } from '../audit/journal';
import type { Tx } from '../db';
import type { LoadedConvention } from './load';
import { notify } from './notify';
import type { ConventionAction } from './table';

const dane: Role[] = ['academy_admin', 'academy_editor'];
const authority: Role[] = ['authority_editor', 'mutualising_body'];
const signatories: Role[] = ['state_signatory', 'authority_signatory'];

type Announcement = {
  to: Role[];
  subject: string;
  text: string;
  button: string;
  path?: string;
  family?: Family;
};

/** Whom each act concerns next, and what they read. Acts that are not here write to nobody. */
const announcements: Partial<Record<ConventionAction, Announcement>> = {
  return_to_draft: {
    to: [...dane, ...authority],
    subject: 'Projet à reprendre',
    text: 'Le projet est renvoyé au brouillon.',
    button: 'Reprendre le texte',
  },
  send_to_partner: {
    to: [...authority, 'authority_signatory'],
    subject: 'Convention à relire',
    text: 'L’académie vous transmet ce texte pour relecture.',
    button: 'Relire le texte',
  },
  return_to_review: {
    to: dane,
    subject: 'Modifications demandées',
    text: 'La collectivité demande des modifications.',
    button: 'Lire la demande',
  },
  accept_text: {
    to: dane,
    subject: 'Texte accepté',
    text: 'La collectivité accepte le texte\u00a0; la délibération est attendue.',
    button: 'Suivre la délibération',
    family: 'news',
  },
  reopen_text: {
    to: [...authority, ...signatories],
    subject: 'Texte rouvert',
    text: 'Le texte est rouvert\u00a0: les liens de signature déjà envoyés ne valent plus.',
    button: 'Voir le texte',
  },
  refuse: {
    to: [...dane, ...authority, ...signatories],
    subject: 'Validation refusée',
    text: 'Le circuit de signature s’arrête\u00a0: les liens de signature déjà envoyés ne valent plus et le texte revient à l’examen de l’académie.',
    button: 'Lire le refus',
    path: '?onglet=historique',
  },
  withdraw: {
    to: [...dane, ...authority, ...signatories],
    subject: 'Texte retiré de la signature',
    text: 'Le texte est retiré de la signature avant que personne n’ait signé\u00a0: les liens et les codes déjà envoyés ne valent plus.',
    button: 'Voir le texte',
  },
  abandon: {
    to: [...authority, ...dane],
    subject: 'Projet abandonné',
    text: 'Le projet de convention est clos sans signature. Un nouveau brouillon peut en être repris sans rien ressaisir.',
    button: 'Voir le projet de convention',
    family: 'news',
  },
};

/** Writes the letters that follow an act, in its transaction. */
export async function announce(
  tx: Tx,
  loaded: LoadedConvention,
  action: ConventionAction,
  act: Act,
  reason?: string,
): Promise<void> {
  const announcement = announcements[action];
  if (!announcement) return;
  const { to, subject, text, button, path = '', family } = announcement;
  await notify(tx, loaded, to, act.now, {
    subject: `${subject}\u00a0: convention ${loaded.number}`,
    paragraphs: [
      `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
      text,
      ...(reason ? [`Motif\u00a0: ${reason}`] : []),
    ],
    action: { label: button, path: `/conventions/${loaded.id}${path}` },
    ...(family ? { family } : {}),
  });
}

/** Tells everyone concerned that every party has signed and that the document is sealed. */
export async function announceSigned(tx: Tx, loaded: LoadedConvention, act: Act): Promise<void> {
  await notify(tx, loaded, [...dane, ...authority, ...signatories, 'directory_operator'], act.now, {
    subject: `Convention signée\u00a0: ${loaded.number}`,
    paragraphs: [
      `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}, est signée par toutes les parties et scellée.`,
      'Le document scellé et ses preuves restent à votre disposition.',
    ],
    action: { label: 'Ouvrir la convention', path: `/conventions/${loaded.id}?onglet=signatures` },
  });
}
