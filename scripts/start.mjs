import { checkNode } from './ensure-install.mjs';
import { fail } from './steps.mjs';

try {
  checkNode();
} catch (error) {
  fail(error);
}
const { runLocally } = await import('./local.mjs');
await runLocally('start');
