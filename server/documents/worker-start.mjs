/**
 * Door of the worker thread. tsx registers itself with `--import` in the main thread only on Node 20, so the
 * thread registers it here, then loads the TypeScript that does the work. Loading the fonts at once means
 * that the first document does not wait for them.
 */
import { register } from 'tsx/esm/api';

register();
const { default: renderTask, warm } = await import('./worker.ts');
await warm();

export default renderTask;
