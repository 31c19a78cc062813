import type { NavItem } from './session';

export type NavKey = NavItem['icon'];

/** The rooms of the workspace, in the order of the left bar. */
export const navigation: readonly NavItem[] = [
  { href: '/tableau-de-bord', label: 'Tableau de bord', icon: 'dashboard' },
  { href: '/projets', label: 'Projets', icon: 'projects' },
  { href: '/conventions', label: 'Conventions', icon: 'conventions' },
  { href: '/accrochage', label: 'Accrochage AAF', icon: 'aaf' },
  { href: '/responsabilites', label: 'Responsabilités', icon: 'raci' },
  { href: '/couverture', label: 'Couverture', icon: 'coverage' },
  { href: '/retours', label: 'Retours d’expérience', icon: 'experience' },
  { href: '/agenda', label: 'Agenda', icon: 'agenda' },
  { href: '/administration', label: 'Administration', icon: 'administration' },
];
