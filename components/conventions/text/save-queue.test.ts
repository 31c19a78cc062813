import { describe, expect, test } from 'vitest';
import {
  answered,
  edited,
  isUnsaved,
  keptTheirs,
  mustSend,
  opened,
  reread,
  restored,
  retried,
  sent,
  tookMine,
} from './save-queue';

const theirs = { value: 'le leur', version: 5, by: 'Léa Morel', at: '2026-11-22T09:00:00.000Z' };
const conflict = { kind: 'conflict', message: 'Léa Morel a modifié cet article.', theirs } as const;
const writing = (text = 'le mien') => edited(opened('avant', 3), text);
const inConflict = () => answered(sent(writing()), conflict, 10);

describe('a part that is saved as it is typed', () => {
  test('is clean when opened, to be sent once edited, and clean again once edited back', () => {
    expect(mustSend(opened('avant', 3))).toBe(false);
    expect(mustSend(writing())).toBe(true);
    expect(isUnsaved(edited(writing(), 'avant'))).toBe(false);
  });

  test('has one save in flight; what is typed meanwhile goes next, on the new version', () => {
    const flying = sent(writing('un'));
    const more = edited(flying, 'deux');
    expect(mustSend(more)).toBe(false);
    const after = answered(more, { kind: 'saved', version: 4 }, 10);
    expect(after).toMatchObject({ saved: 'un', local: 'deux', version: 4, savedAt: 10 });
    expect(mustSend(after)).toBe(true);
    expect(isUnsaved(answered(sent(after), { kind: 'saved', version: 5 }, 20))).toBe(false);
  });

  test('keeps the text when the network fails, until it is tried again or edited', () => {
    const lost = answered(sent(writing()), { kind: 'failed', message: 'hors ligne' }, 10);
    expect(lost).toMatchObject({ local: 'le mien', saved: 'avant', version: 3 });
    expect(mustSend(lost)).toBe(false);
    expect(isUnsaved(lost)).toBe(true);
    expect(mustSend(retried(lost))).toBe(true);
    expect(mustSend(edited(lost, 'encore'))).toBe(true);
  });

  test('waits for another text after a refusal, unless another was typed already', () => {
    const refusal = { kind: 'refused', message: 'Trop long.', fields: { body: 'Trop long.' } } as const;
    const refused = answered(sent(writing()), refusal, 10);
    expect(mustSend(retried(refused))).toBe(false);
    expect(mustSend(edited(refused, 'court'))).toBe(true);
    expect(mustSend(answered(edited(sent(writing()), 'court'), refusal, 10))).toBe(true);
  });
});

describe('a conflict', () => {
  test('overwrites nothing: both texts are kept, and nothing is sent while it lasts', () => {
    const part = inConflict();
    expect(part).toMatchObject({ local: 'le mien', version: 3, trouble: { theirs } });
    expect(mustSend(edited(part, 'le mien, repris'))).toBe(false);
    expect(isUnsaved(edited(part, 'avant'))).toBe(true);
  });

  test('is settled with theirs', () => {
    const part = keptTheirs(inConflict());
    expect(part).toMatchObject({ saved: 'le leur', local: 'le leur', version: 5, trouble: null });
    expect(isUnsaved(part)).toBe(false);
  });

  test('is settled with mine, as last edited, on their version', () => {
    const part = tookMine(edited(inConflict(), 'les deux'));
    expect(part).toMatchObject({ saved: 'le leur', local: 'les deux', version: 5, trouble: null });
    expect(mustSend(part)).toBe(true);
  });

  test('is none when both wrote the same', () => {
    const part = answered(sent(writing('le leur')), conflict, 10);
    expect(part).toMatchObject({ saved: 'le leur', version: 5, trouble: null });
    expect(isUnsaved(part)).toBe(false);
  });

  test('may follow another', () => {
    const again = { ...conflict, theirs: { ...theirs, value: 'encore le leur', version: 6 } };
    const part = answered(sent(tookMine(inConflict())), again, 20);
    expect(part).toMatchObject({ local: 'le mien', trouble: { theirs: { version: 6 } } });
  });
});

describe('the server read again', () => {
  test('shows a newer text where nothing is being written, and only there', () => {
    expect(reread(opened('avant', 3), 'après', 4)).toMatchObject({ local: 'après', version: 4 });
    expect(reread(opened('avant', 3), 'ancien', 2)).toMatchObject({ local: 'avant', version: 3 });
    expect(reread(writing(), 'après', 4)).toMatchObject({ local: 'le mien', version: 3 });
    expect(reread(inConflict(), 'après', 9)).toMatchObject({ local: 'le mien', version: 3 });
  });

  test('a text kept over a reload comes back on the version on which it was written', () => {
    expect(restored(opened('après', 4), 'le mien', 3)).toMatchObject({ local: 'le mien', version: 3 });
    expect(restored(opened('le mien', 4), 'le mien', 3)).toMatchObject({ version: 4 });
    expect(restored(writing('plus récent'), 'le mien', 3)).toMatchObject({ local: 'plus récent' });
  });
});
