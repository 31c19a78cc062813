import { readDirectory } from '@/server/territory/directory/reader';
import { searchText } from '@/server/territory/directory/row';
import { DirectorySource } from '@/server/territory/directory/source';

const cpu = () => {
  const c = process.cpuUsage();
  return (c.user + c.system) / 1000;
};
for (let i = 0; i < 5; i++) {
  const s = DirectorySource.fromFile('/tmp/b/fr.csv');
  let t = cpu();
  await s.inspect();
  const a = cpu() - t;
  t = cpu();
  let n = 0;
  await readDirectory(
    s.read(),
    'utf-8',
    (l, v) => {
      n++;
    },
    () => {},
  );
  const b = cpu() - t;
  t = cpu();
  let L = 0;
  await readDirectory(
    s.read(),
    'utf-8',
    (l, v) => {
      if ('facts' in v) L += searchText(v.facts).length;
    },
    () => {},
  );
  console.log(n, 'inspect', a | 0, 'read', b | 0, 'read+search', (cpu() - t) | 0);
}
