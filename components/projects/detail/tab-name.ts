import { type PageParams, paramChoice } from '@/components/ui/address';

const tabs = [
  'ecoles',
  'suivi',
  'conventions',
  'responsabilites',
  'accrochage',
  'audience',
  'retours',
  'journal',
] as const;
export type ProjectTab = (typeof tabs)[number];

/** The open tab of a project, from the address. */
export const readProjectTab = (params: PageParams): ProjectTab =>
  paramChoice(params, 'onglet', tabs) ?? 'ecoles';
