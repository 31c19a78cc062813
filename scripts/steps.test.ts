import { expect, it } from 'vitest';
import { CommandFailed, duration, run } from './steps.mjs';

it.each([
  [0, '0,0 s'],
  [1234, '1,2 s'],
  [59_949, '59,9 s'],
  [59_960, '1 min 0 s'],
  [239_700, '4 min 0 s'],
])('says %i ms as %s', (milliseconds, said) => {
  expect(duration(milliseconds)).toBe(said);
});

it('gives back what a command printed, and fails with it', async () => {
  expect(await run(process.execPath, ['-e', 'console.log("dit")'])).toBe('dit\n');
  const failing = run(process.execPath, ['-e', 'console.error("pourquoi"); process.exit(3)']);
  await expect(failing).rejects.toThrow(CommandFailed);
  await expect(failing).rejects.toThrow('pourquoi');
});
