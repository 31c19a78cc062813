import type { Tone } from '@/components/ui/tone';
import type { ChainStep, ProjectPhase } from '@/server/projects/domain';
import { phaseLabels, projectPhases } from '@/server/projects/domain';

export const schoolNoun = ['école', 'écoles'] as const;
export const projectNoun = ['projet', 'projets'] as const;

/** The kit's colour for how far a school is in the chain. */
export const chainTones: Record<ChainStep, Tone> = {
  in_project: 'neutral',
  conventioned: 'info',
  attached: 'success',
};

/** The phases as a line of steps. */
export function phaseSteps(phase: ProjectPhase) {
  const here = projectPhases.indexOf(phase);
  return projectPhases.map((one, rank) => ({
    label: phaseLabels[one],
    state: rank < here ? ('done' as const) : rank === here ? ('current' as const) : ('todo' as const),
  }));
}
