import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plainSpaces } from './typography';

const of = (source: string) => plainSpaces('page.tsx', source).map(({ at }) => source.slice(at - 2, at + 2));

it('finds a plain space before a sign that must not begin a line', () => {
  expect(of(`const a = 'Reste : deux';`)).toEqual(['te :']);
  expect(of(`const a = \`Reste \${b} ; « oui »\`;`)).toEqual(['b} ;', ' « o', 'ui »']);
  expect(of('const a = <p title="Vraiment ?">{label} : rien !</p>;')).toEqual(['nt ?', 'en !', 'l} :']);
});

it('leaves code, other languages and texts already right', () => {
  expect(of(`const a = b ? 'x' : 'y'; // Reste : deux`)).toEqual([]);
  expect(of('const a = sql`SELECT 1 ; --`;')).toEqual([]);
  expect(of(`const a = 'Reste\\u00a0: deux'; const c = <p>Reste&nbsp;: deux, a:b</p>;`)).toEqual([]);
});

it('finds none in what people read', () => {
  const sources = execFileSync(
    'git',
    ['ls-files', '--', 'app', 'components', 'server', 'prisma/seed', 'scripts'],
    {
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
  expect(sources.length).toBeGreaterThan(500);
  const wrong = sources.flatMap((path) => {
    const source = readFileSync(path, 'utf8');
    return plainSpaces(path, source).map(
      ({ at, written }) =>
        `${path}:${source.slice(0, at).split('\n').length} write ${written} in « ${source.slice(at - 12, at + 6)} »`,
    );
  });
  expect(wrong).toEqual([]);
});
