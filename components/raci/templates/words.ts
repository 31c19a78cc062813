import type { Tone } from '@/components/ui/tone';
import type { TemplateState } from '@/server/raci/templates/queries';

/** How the state of a template is shown. */
export const templateStates: Record<TemplateState, { label: string; tone: Tone }> = {
  draft: { label: 'En préparation', tone: 'info' },
  in_service: { label: 'En service', tone: 'success' },
  changed: { label: 'Modifications à publier', tone: 'warning' },
  retired: { label: 'Retiré', tone: 'neutral' },
};

export const templatesCrumbs = [
  { label: 'Responsabilités', href: '/responsabilites' },
  { label: 'Modèles', href: '/responsabilites/modeles' },
];
