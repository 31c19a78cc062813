import { spawn } from 'node:child_process';

/**
 * Sees to it that a server does not outlive us, however we end, SIGKILL included: a small shell waits on a
 * pipe that only this process holds open, and signals the server when the pipe closes.
 *
 * @param {number} pid
 * @param {'INT' | 'TERM'} signal
 * @param {{ group?: boolean }} [options] `group` signals the whole process group that `pid` leads
 * @returns {() => void} to be called once the server has ended
 */
export function endWithUs(pid, signal, { group = false } = {}) {
  if (process.platform === 'win32') return () => {};
  const command = `read -r _; kill -s ${signal} -- "$1" 2>/dev/null`;
  const guardian = spawn('/bin/sh', ['-c', command, 'sh', `${group ? '-' : ''}${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  guardian.on('error', () => {});
  guardian.unref();
  const pipe = /** @type {import('node:net').Socket | null} */ (/** @type {unknown} */ (guardian.stdin));
  pipe?.on('error', () => {});
  pipe?.unref();
  return () => {
    guardian.kill('SIGKILL');
  };
}
