import { now } from '@/server/clock';
import { config, loadConfig } from '@/server/config';
import { createDb } from '@/server/db';
import { checkSealAtStart } from '@/server/signature/certificate';

/** Refuses to start on a missing or weak variable or without a certificate to seal, with the sentence that names it. */

try {
  loadConfig();
  // No connection is opened: in production the certificate is a file.
  await checkSealAtStart(createDb(config().databaseUrl, 1), now());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
