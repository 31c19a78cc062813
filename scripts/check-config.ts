import { loadConfig } from '@/server/config';

/** Refuses to start on a missing or weak variable, with the sentence that names it. */

try {
  loadConfig();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
