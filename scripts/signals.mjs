/**
 * Calls `stop` once, with the exit code to end with, when this command is asked to end: Ctrl-C, SIGTERM, a
 * closed terminal, or the end of the npm that started it.
 *
 * @param {(code: number) => void} stop
 */
export function onStopAsked(stop) {
  let asked = false;
  const once = (/** @type {number} */ code) => {
    if (asked) return;
    asked = true;
    stop(code);
  };
  process.on('SIGINT', () => once(130));
  process.on('SIGTERM', () => once(143));
  process.on('SIGHUP', () => once(129));
  // The terminal may be gone before we say that we stop.
  process.stdout.on('error', () => {});
  if (!process.env.npm_lifecycle_event) return;
  // npm hands SIGTERM to the shell between us, which dies of it and tells us nothing.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && once(143), 500).unref();
}
