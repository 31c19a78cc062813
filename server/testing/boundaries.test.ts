import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

/**
 * The import boundaries of biome.json, proved on a scratch tree: each case is one import in one file, and
 * Biome reads them all at once.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));

const noScreen = 'The server knows no screen';
const pure = 'transitions.ts and schema.ts are pure';

const refused: [file: string, line: string, message: string][] = [
  ['components/conventions/view.tsx', "import { list } from '@/server/conventions/queries';", 'api()'],
  ['components/conventions/view.tsx', "import { sign } from '@/server/conventions/commands';", 'useTRPC()'],
  ['components/conventions/view.tsx', "import { api } from '../../server/session';", 'api()'],
  [
    'components/conventions/view.tsx',
    "import { PrismaClient } from '@/prisma/generated/client';",
    'queries.ts',
  ],
  [
    'components/conventions/view.tsx',
    "import { Page } from '@/app/(public)/page';",
    'Only Next imports routes',
  ],
  ['components/ui/button.tsx', "import { UAI } from '@/server/territory/domain';", 'free of the domain'],
  ['components/ui/button.tsx', "import { View } from '@/components/conventions/view';", 'free of the domain'],
  ['app/(workspace)/projets/page.tsx', "import { list } from '@/server/projects/queries';", 'api()'],
  ['app/(workspace)/projets/page.tsx', "import { db } from '@/server/db';", 'api()'],
  ['app/api/v1/[...path]/route.ts', "import { sign } from '@/server/conventions/commands';", 'procedure'],
  ['server/conventions/queries.ts', "import { View } from '@/components/conventions/view';", noScreen],
  ['server/conventions/commands.ts', "import { db } from '../db';", 'act.db'],
  ['server/conventions/router.ts', "import type { Db } from '../db';", 'A router is a list of procedures'],
  ['server/conventions/domain.ts', "import { cache } from 'react';", pure],
  ['server/conventions/schema.ts', "import { headers } from 'next/headers';", pure],
  ['server/conventions/transitions.ts', "import { Prisma } from '@/prisma/generated/client';", pure],
  ['server/conventions/transitions.ts', "import { list } from './queries';", pure],
  ['server/conventions/domain.ts', "import { now } from '../clock';", 'Pure files read no clock'],
];
const allowed: [file: string, line: string][] = [
  ['components/conventions/view.tsx', "import type { Row } from '@/server/conventions/queries';"],
  ['components/conventions/view.tsx', "import { draft } from '@/server/conventions/schema';"],
  ['components/conventions/view.tsx', "import { actions } from '@/server/conventions/transitions';"],
  ['components/conventions/view.tsx', "import { Button } from '@/components/ui/button';"],
  ['app/(workspace)/projets/page.tsx', "import { api } from '@/server/session';"],
  ['app/(workspace)/projets/page.tsx', "import { List } from '@/components/projects/list';"],
  ['app/api/health/route.ts', "import { db } from '@/server/db';"],
  ['server/conventions/commands.ts', "import type { Tx } from '../db';"],
  ['server/conventions/domain.ts', "import { luhn } from '../territory/identifiers';"],
  ['server/conventions/schema.ts', "import { z } from 'zod';"],
];

let folder: string;
let said: string[];
beforeAll(() => {
  folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'accordent-'));
  cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
  for (const [file, line] of [...refused, ...allowed]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    appendFileSync(path.join(folder, file), `${line}\n`);
  }
  writeFileSync(path.join(folder, 'server/a.ts'), "import { b } from './b';\nexport const a = () => b;\n");
  writeFileSync(path.join(folder, 'server/b.ts'), "import { a } from './a';\nexport const b = () => a;\n");
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const rules = ['--only=noRestrictedImports', '--only=noImportCycles'];
  const args = ['lint', ...rules, '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.'];
  const run = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: 'utf8' });
  said = run.stdout.split('\n').filter((line) => line.startsWith('::'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Biome says of the line of `file` that holds this import. */
function judge(file: string, line: string): string[] {
  const number = readFileSync(path.join(folder, file), 'utf8').split('\n').indexOf(line) + 1;
  return said.filter((diagnostic) => diagnostic.includes(`file=${path.join(folder, file)},line=${number},`));
}

it.each(refused)('refuses in %s: %s', (file, line, message) => {
  expect(judge(file, line)).toEqual([expect.stringContaining(message)]);
});

it.each(allowed)('allows in %s: %s', (file, line) => {
  expect(judge(file, line)).toEqual([]);
});

it('refuses two files that import each other', () => {
  expect(judge('server/a.ts', "import { b } from './b';")).toEqual([
    expect.stringContaining('noImportCycles'),
  ]);
});
