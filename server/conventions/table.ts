import type { Acts, ConventionAction } from './table/act';
import { lifeActs } from './table/life';
import { reviewActs } from './table/review';
import { signatureActs } from './table/signature';

export {
  type ConventionAction,
  conventionActions,
  type Transition,
  type TransitionEffect,
  type TransitionInput,
} from './table/act';

/** THE table (DOMAIN §4). Buttons, commands, REST and tests all read it; there is no other list. */
export const transitions: Acts<ConventionAction> = { ...reviewActs, ...signatureActs, ...lifeActs };
