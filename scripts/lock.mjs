import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What a process number stands for, so that a number used again by another program is not taken for it.
 * Returns null when no such process lives.
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function processCommand(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return null;
  }
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** The file is taken by a process that still lives. `holder` is what it wrote there. */
export class AlreadyRunning extends Error {
  /** @param {{ pid: number, address?: string }} holder */
  constructor(holder) {
    const address = holder.address ? `, ${holder.address}` : '';
    super(`Accord’ENT est déjà démarré ici (processus ${holder.pid}${address}) : arrêtez-le d’abord.`);
    this.holder = holder;
  }
}

/** The locks of this very process: a number and a command alone could be those of a dead twin. */
const held = new Set();

/**
 * Takes `file` as a lock for this process, over one left by a process that died.
 *
 * @param {string} file
 * @returns {{ note(extra: { address: string }): void, release(): void }}
 * @throws {AlreadyRunning}
 */
export function takeLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = { pid: process.pid, command: processCommand(process.pid) };
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST' || attempt === 2) throw error;
      const holder = readHolder(file);
      const alive =
        holder?.pid === process.pid
          ? held.has(file)
          : holder && processCommand(holder.pid) === holder.command;
      if (holder && alive) throw new AlreadyRunning(holder);
      rmSync(file, { force: true });
    }
  }
  held.add(file);
  return {
    note: (extra) => writeFileSync(file, JSON.stringify({ ...own, ...extra })),
    release: () => {
      if (held.delete(file)) rmSync(file, { force: true });
    },
  };
}

/**
 * Whether a process that lives holds this lock.
 * @param {string} file
 */
export function isHeld(file) {
  const holder = readHolder(file);
  return holder !== null && processCommand(holder.pid) === holder.command;
}

/**
 * @param {string} file
 * @returns {{ pid: number, command: string | null, address?: string } | null}
 */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
