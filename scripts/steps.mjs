import { spawn } from 'node:child_process';

/**
 * What the commands print, in French: one line a step, with its duration.
 */

/** @param {number} milliseconds */
export function duration(milliseconds) {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1).replace('.', ',')} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Does one step and says so, with its result in words when `inWords` gives some.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T> | T} work
 * @param {(result: T) => string} [inWords]
 * @returns {Promise<T>}
 */
export async function step(label, work, inWords = () => 'fait') {
  const start = performance.now();
  process.stdout.write(`• ${label}… `);
  try {
    const result = await work();
    process.stdout.write(`${inWords(result)} (${duration(performance.now() - start)})\n`);
    return result;
  } catch (error) {
    process.stdout.write(`échec (${duration(performance.now() - start)})\n`);
    throw error;
  }
}

/** A command that ended badly; `output` is all it printed. */
export class CommandFailed extends Error {
  /** @param {string} command @param {string} output */
  constructor(command, output) {
    super(`La commande « ${command} » a échoué :\n${output.trim().slice(-6000)}`);
    this.output = output;
  }
}

/** Something went wrong and has been told already: only the exit code is left. */
export class AlreadyTold extends Error {}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the commands that are still running, for a stop asked in the middle of one. */
export function endCommands() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a command to its end and gives back what it printed.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, shell?: boolean }} [options]
 * @returns {Promise<string>}
 * @throws {CommandFailed}
 */
export function run(file, args, { env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    });
    running.add(child);
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(new CommandFailed([file, ...args].join(' '), output));
    });
  });
}

/**
 * Runs a command that speaks to this terminal itself.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<void>}
 * @throws {AlreadyTold}
 */
export function runAloud(file, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    running.add(child);
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve();
      else reject(new AlreadyTold());
    });
  });
}

/** @param {unknown} error the French sentence of an error; its stack only when DEBUG asks for it */
export function tell(error) {
  if (error instanceof AlreadyTold) return;
  console.error(`\n${error instanceof Error ? error.message : error}`);
  if (process.env.DEBUG && error instanceof Error) console.error(error.stack);
}

/**
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  tell(error);
  process.exit(1);
}
