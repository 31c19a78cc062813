import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, run } from './steps.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const schema = path.join(repository, 'prisma', 'schema');
const output = path.join(repository, 'prisma', 'generated');
const stamp = path.join(output, '.empreinte');

function fingerprint() {
  const hash = createHash('sha256');
  hash.update(readFileSync(path.join(repository, 'node_modules', 'prisma', 'package.json')));
  for (const name of readdirSync(schema).sort())
    hash.update(name).update(readFileSync(path.join(schema, name)));
  return hash.digest('hex');
}

/** Generates the Prisma client when the schema or Prisma changed since the last time. */
export async function ensureGenerated() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const cli = path.join(repository, 'node_modules', 'prisma', 'build', 'index.js');
  await run(process.execPath, [cli, 'generate'], {
    // `generate` does not use the schema engine, yet downloads it unless it is told where one is.
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
  mkdirSync(output, { recursive: true });
  writeFileSync(stamp, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureGenerated().catch(fail);
