import { describe, expect, test } from 'vitest';
import { SaveEngine } from './save-engine';
import type { Outcome } from './save-queue';

/** A bench for the engine: time passes when told to, and each save is answered by the test. */
function bench(parts = { objet: { value: 'avant', version: 1 }, duree: { value: 'trois ans', version: 1 } }) {
  const timers = new Set<() => void>();
  const calls: { id: string; value: string; version: number; answer: (outcome: Outcome<string>) => void }[] =
    [];
  const engine = new SaveEngine<string>({
    parts,
    send: (id, value, version) => new Promise((answer) => calls.push({ id, value, version, answer })),
    now: () => 42,
    later: (run) => {
      timers.add(run);
      return () => void timers.delete(run);
    },
  });
  const pause = () => {
    for (const run of [...timers]) {
      timers.delete(run);
      run();
    }
  };
  const answer = async (index: number, outcome: Outcome<string>) => {
    calls[index]?.answer(outcome);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { engine, calls, pause, answer };
}

describe('saving as one types', () => {
  test('saves once per pause, each part with its own version', () => {
    const { engine, calls, pause } = bench();
    engine.edit('objet', 'a');
    engine.edit('objet', 'ab');
    engine.edit('duree', 'un an');
    expect(calls).toHaveLength(0);
    pause();
    expect(calls).toMatchObject([
      { id: 'objet', value: 'ab', version: 1 },
      { id: 'duree', value: 'un an', version: 1 },
    ]);
  });

  test('keeps the order: the next save of a part leaves when the first is answered, on its version', async () => {
    const { engine, calls, pause, answer } = bench();
    engine.edit('objet', 'a');
    engine.flush('objet');
    engine.edit('objet', 'ab');
    pause();
    engine.edit('objet', 'abc');
    pause();
    expect(calls).toHaveLength(1);
    await answer(0, { kind: 'saved', version: 2 });
    expect(calls[1]).toMatchObject({ value: 'abc', version: 2 });
    await answer(1, { kind: 'saved', version: 3 });
    expect(calls).toHaveLength(2);
    expect(engine.unsaved()).toEqual({});
    expect(engine.snapshot().objet).toMatchObject({ version: 3, savedAt: 42 });
  });

  test('a failure keeps the text, and trying again sends it', async () => {
    const { engine, calls, answer } = bench();
    engine.edit('objet', 'a');
    engine.flush('objet');
    await answer(0, { kind: 'failed', message: 'hors ligne' });
    expect(engine.unsaved()).toEqual({ objet: { value: 'a', version: 1 } });
    engine.flushAll();
    expect(calls).toHaveLength(1);
    engine.retry();
    expect(calls[1]).toMatchObject({ value: 'a', version: 1 });
  });

  test('a conflict stops the part, and «\u00a0mine\u00a0» is saved on their version', async () => {
    const { engine, calls, pause, answer } = bench();
    engine.edit('objet', 'a');
    engine.flush('objet');
    const theirs = { value: 'b', version: 7, by: null, at: null };
    await answer(0, { kind: 'conflict', message: 'modifié', theirs });
    engine.edit('objet', 'a, puis b');
    pause();
    engine.retry();
    expect(calls).toHaveLength(1);
    engine.takeMine('objet');
    expect(calls[1]).toMatchObject({ value: 'a, puis b', version: 7 });
  });

  test('a text kept over a reload is sent at once', () => {
    const { engine, calls } = bench();
    engine.restore({ objet: { value: 'gardé', version: 1 }, inconnu: { value: 'x', version: 1 } });
    expect(calls).toMatchObject([{ id: 'objet', value: 'gardé', version: 1 }]);
  });

  test('tells its listeners of each change, and nobody of none', () => {
    const { engine } = bench();
    let told = 0;
    const stop = engine.subscribe(() => {
      told += 1;
    });
    engine.reread({ objet: { value: 'avant', version: 1 } });
    expect(told).toBe(0);
    engine.edit('objet', 'a');
    expect(told).toBe(1);
    stop();
    engine.edit('objet', 'b');
    expect(told).toBe(1);
  });

  test('the written texts stay the same object while they are only being saved', async () => {
    const { engine, answer } = bench();
    engine.edit('objet', 'a');
    const written = engine.locals();
    engine.flush('objet');
    await answer(0, { kind: 'saved', version: 2 });
    expect(engine.locals()).toBe(written);
    engine.edit('objet', 'ab');
    expect(engine.locals()).toEqual({ objet: 'ab', duree: 'trois ans' });
  });
});
