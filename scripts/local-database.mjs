import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isHeld } from './lock.mjs';
import { localUrl } from './postgres.mjs';
import { dataDirectory } from './postgres-binaries.mjs';

/**
 * The database that a command of the terminal (import, token, verification) works on: DATABASE_URL, or the
 * one of the `npm start` that runs in this clone.
 *
 * @returns {string}
 * @throws a French sentence when there is neither
 */
export function databaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const home = path.join(dataDirectory, 'postgres');
  const state = path.join(home, 'etat.json');
  if (existsSync(state) && isHeld(path.join(home, 'verrou.json'))) {
    return localUrl(JSON.parse(readFileSync(state, 'utf8')), 'accordent');
  }
  throw new Error('Aucune base : lancez « npm start » dans un autre terminal, ou donnez DATABASE_URL.');
}
