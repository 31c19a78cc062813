import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AlreadyRunning, processCommand } from './lock.mjs';
import { startPostgres } from './postgres.mjs';
import { dataDirectory } from './postgres-binaries.mjs';

let dataDir: string;
beforeEach(() => {
  mkdirSync(dataDirectory, { recursive: true });
  dataDir = mkdtempSync(path.join(dataDirectory, `essai-${process.pid}-`));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const start = () => startPostgres({ dataDir, disposable: true });

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/**
 * Starts the server in a process of its own, and kills that process outright.
 * @returns the server's process number
 */
async function startAndKill(): Promise<number> {
  const module = JSON.stringify(fileURLToPath(new URL('./postgres.mjs', import.meta.url)));
  const program = `
    const { startPostgres } = await import(${module});
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, disposable: true });
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('CREATE TABLE kept AS SELECT 7 AS seven');
    await client.end();
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const server = Number(readFileSync(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect(processCommand(server)).toContain(dataDir);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return server;
}

it('keeps data, port and password from one start to the next', async () => {
  const first = await start();
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  await second.stop();
});

it('speaks UTF-8, sorts in French on demand and asks for a password', async () => {
  const server = await start();
  const [row] = await query(
    server.url,
    `SELECT upper('éà') AS upper, current_setting('server_encoding') AS encoding,
       array_agg(name ORDER BY name COLLATE "fr-x-icu") AS sorted FROM unnest(ARRAY['Zoé','Éric','abc']) AS name`,
  );
  expect(row).toEqual({ upper: 'ÉÀ', encoding: 'UTF8', sorted: ['abc', 'Éric', 'Zoé'] });
  const wrong = new URL(server.url);
  wrong.password = 'autre';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  await server.stop();
});

it('refuses a second start on the same data, and says who runs', async () => {
  const server = await start();
  server.note({ address: 'http://127.0.0.1:3000' });
  await expect(start()).rejects.toThrow(AlreadyRunning);
  await expect(start()).rejects.toThrow(`processus ${process.pid}, http://127.0.0.1:3000`);
  await server.stop();
});

it('ends with the process that started it, and starts again on what that left', async () => {
  const left = await startAndKill();
  await vi.waitFor(() => expect(processCommand(left)).toBeNull(), 10_000);
  const server = await start();
  expect(await query(server.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  await server.stop();
});

it('is not misled by a process number that now belongs to another program', async () => {
  const server = await start();
  const pidFile = path.join(dataDir, 'cluster', 'postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await server.stop();
  writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
  const again = await start();
  expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await again.stop();
});
