import type { NavIcon } from './nav-icon';

export type NavItem = { href: string; label: string; icon: NavIcon };

/** A role at an organisation, worn or ready to be worn. */
export type Hat = { id: string; label: string; organisation: string };

/** All that the frame shows of a session: plain data, so that it depends on no server. */
export type FrameSession = {
  userName: string;
  email?: string;
  hat: Hat;
  /** Every hat this person may wear, the present one included. */
  hats: readonly Hat[];
  /** Only what this hat may open. */
  nav: readonly NavItem[];
  /** Acts that the search offers before anything is typed: « Nouvelle convention ». */
  acts: readonly { label: string; href: string }[];
  alertCount: number;
  mode: 'demonstration' | 'production' | 'test';
  productName: string;
  operatorName: string;
  logoPath: string | null;
};

/** Addresses that the frame posts to or reads; the lead of the server keeps them true. */
export const FRAME_ADDRESSES = {
  /** POST `membershipId` and `retour` (path to come back to). */
  switchHat: '/api/chapeau',
  signOut: '/api/deconnexion',
  /** GET `?q=`, answers `SearchAnswer`. */
  search: '/api/recherche',
  alerts: '/alertes',
  account: '/compte',
  /** Long works asked for, under way and ended. */
  work: '/travaux',
} as const;

export type SearchGroup = { label: string; items: { label: string; detail?: string; href: string }[] };
export type SearchAnswer = { groups: SearchGroup[] };
