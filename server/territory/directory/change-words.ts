import { natureLabel } from '../natures';
import type { ChangeKind } from './change-kinds';

type KindWords = {
  /** In the address. */
  slug: string;
  label: string;
  /** « 3 ouvertures » */
  noun: readonly [string, string];
  /** What the list holds, and on what ground. */
  lead: string;
};

/** French words of each kind of change. */
export const changeWords: Record<ChangeKind, KindWords> = {
  opened: {
    slug: 'ouvertures',
    label: 'Ouvertures',
    noun: ['ouverture', 'ouvertures'],
    lead: 'Écoles que l’annuaire ne connaissait pas encore.',
  },
  closed: {
    slug: 'fermetures',
    label: 'Fermetures',
    noun: ['fermeture', 'fermetures'],
    lead: 'Écoles que le fichier dit fermées, ou qui n’y sont plus alors qu’il contient la plupart des écoles de même nature de leur département.',
  },
  merged: {
    slug: 'fusions',
    label: 'Fusions probables',
    noun: ['fusion probable', 'fusions probables'],
    lead: 'Une école ferme, une autre semble accueillir ses élèves\u00a0: c’est une supposition, l’indice est donné sur chaque ligne.',
  },
  reopened: {
    slug: 'reouvertures',
    label: 'Réouvertures',
    noun: ['réouverture', 'réouvertures'],
    lead: 'Écoles fermées jusqu’ici, que le fichier donne ouvertes.',
  },
  renamed: {
    slug: 'changements-de-nom',
    label: 'Changements de nom',
    noun: ['changement de nom', 'changements de nom'],
    lead: 'Le nom change, l’UAI reste.',
  },
  moved: {
    slug: 'changements-de-commune',
    label: 'Changements de commune',
    noun: ['changement de commune', 'changements de commune'],
    lead: 'L’école n’est plus dans la même commune. Une fusion de communes n’en est pas un.',
  },
  nature: {
    slug: 'changements-de-nature',
    label: 'Changements de nature',
    noun: ['changement de nature', 'changements de nature'],
    lead: 'Une maternelle devient primaire, par exemple.',
  },
  sector: {
    slug: 'changements-de-secteur',
    label: 'Changements de secteur',
    noun: ['changement de secteur', 'changements de secteur'],
    lead: 'Du public au privé, ou l’inverse.',
  },
  announced: {
    slug: 'annonces',
    label: 'Annonces',
    noun: ['annonce', 'annonces'],
    lead: 'Fermetures et ouvertures que le fichier annonce\u00a0: l’école compte comme avant, en attendant.',
  },
  details: {
    slug: 'autres-mises-a-jour',
    label: 'Autres mises à jour',
    noun: ['autre mise à jour', 'autres mises à jour'],
    lead: 'Adresse, coordonnées, SIRET, circonscription…\u00a0: l’historique de l’école ne les retient pas.',
  },
};

/** Why a merge is probable. */
export const clueWords: Record<string, string> = {
  mother: 'l’annuaire rattache l’une à l’autre',
  address: 'même adresse',
  place: 'même emplacement',
  commune: 'seule ouverture de la commune',
};

const states: Record<string, string> = {
  open: 'ouverte',
  closing: 'à fermer',
  opening: 'à ouvrir',
  closed: 'fermée',
};
const sectors: Record<string, string> = { public: 'public', private: 'privé' };

/** One side of a change as a person reads it. */
export function sideWords(kind: ChangeKind, side: string | null): string {
  if (side === null) return '';
  if (kind === 'nature') return natureLabel(side);
  if (kind === 'sector') return sectors[side] ?? side;
  if (kind === 'announced' || kind === 'opened') return states[side] ?? side;
  if (kind === 'closed') return states[side] ?? frenchDay(side);
  if (kind === 'reopened') return states[side] ?? `fermée le ${frenchDay(side)}`;
  return side;
}

const frenchDay = (day: string) => day.split('-').reverse().join('/');

/** Where a school that closed, merged or moved still figures. */
export const aboutWords = {
  convention: 'Convention',
  project: 'Projet',
  attachment: 'Accrochage AAF',
} as const;
