import { now } from '../clock';
import { enqueue } from '../jobs/queue';
import { log } from '../log';

/** On the global object: the bundles of pages and of routes each hold a copy of this module. */
const held = globalThis as unknown as { accordentSealAsked?: boolean };

/** Remembers that a convention has just been signed by its last party; nothing is sent before the answer is. */
export function sealIsAwaited(): void {
  held.accordentSealAsked = true;
}

/**
 * Asks the queue to seal what was just signed. The minute's schedule would do it anyway: a failure here loses
 * nothing.
 */
export async function sealSoon(): Promise<void> {
  if (!held.accordentSealAsked) return;
  held.accordentSealAsked = false;
  await enqueue('convention.seal', {}).catch((err) =>
    log.warn({ err, at: now() }, 'sealing waits for the next minute'),
  );
}
