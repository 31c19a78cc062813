import type { Crumb } from '@/components/ui/breadcrumb';

/** The way down to the pages of the administration. */
export const administrationCrumb: Crumb = { label: 'Administration', href: '/administration' };
export const organisationsCrumb: Crumb = { label: 'Organisations', href: '/administration/organisations' };
export const peopleCrumb: Crumb = { label: 'Personnes et rôles', href: '/administration/personnes' };
export const productsCrumb: Crumb = { label: 'Catalogue des solutions', href: '/administration/solutions' };
export const academiesCrumb: Crumb = { label: 'Académies', href: '/administration/academies' };
