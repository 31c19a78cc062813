import type { TemplateVariable } from './types';
import { projectVariables } from './variables-project';
import { serviceVariables } from './variables-service';
import { termVariables } from './variables-term';
import type { Words } from './words';

/** Every variable of a convention, in the order in which they are asked for. */
export function variables(w: Words): TemplateVariable[] {
  return [...projectVariables(w), ...serviceVariables(w), ...termVariables()];
}
