import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import { callerOf, createPopulatedDatabase, type Person } from '../testing/people';
import { refused } from '../testing/refused';
import { defaultView, viewQuery } from './schema';

let db: Db;
let close: () => Promise<void>;
const as = (person: Person) => callerOf(db, person);
const seen = async (person: Person) => (await as(person)).views.list({ list: 'conventions' });
const late = { list: 'conventions' as const, label: 'Mes retards', query: 'etat=draft&page=3&q=sevres' };

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

describe('saved views', () => {
  it('keeps the address without its page, for the person alone', async () => {
    await (await as('dane')).views.save(late);
    expect(await seen('dane')).toMatchObject([
      { label: 'Mes retards', query: 'etat=draft&q=sevres', shared: false, canEdit: true },
    ]);
    expect(await seen('redaction')).toEqual([]);
    expect(viewQuery('?tri=-nom&page=2&etat=a&etat=b')).toBe('etat=a&etat=b&tri=-nom');
  });

  it('is shared by the administrator of the académie with its own people, not with its carriers', async () => {
    const dane = await as('dane');
    await dane.views.save({ ...late, label: 'À relancer', shared: true });
    expect((await seen('redaction')).map(({ label, canEdit }) => [label, canEdit])).toEqual([
      ['À relancer', false],
    ]);
    expect((await seen('dsden78')).map(({ label }) => label)).toEqual(['À relancer']);
    for (const person of ['projet', 'dane.rennes', 'editeur', 'ecole'])
      expect(await seen(person)).toEqual([]);
    const editor = await as('redaction');
    expect((await refused(editor.views.save({ ...late, shared: true }))).code).toBe('forbidden');
    const [shared] = await seen('redaction');
    const rename = editor.views.change({ id: shared?.id ?? '', version: 1, label: 'Autre' });
    expect((await refused(rename)).code).toBe('forbidden');
  });

  it('renames, replaces, removes; two of one name are refused', async () => {
    const dane = await as('dane');
    const { id } = await dane.views.save({ ...late, label: 'Brouillons' });
    const same = await refused(dane.views.save({ ...late, label: 'brouillons' }));
    expect(same.fields.label).toContain('déjà ce nom');
    expect((await refused(dane.views.save({ ...late, label: ' ' }))).fields.label).toBeTruthy();
    await dane.views.change({ id, version: 1, label: 'À rédiger', query: 'etat=draft' });
    expect((await refused(dane.views.change({ id, version: 1, label: 'X' }))).code).toBe('conflict');
    expect((await seen('dane')).find((view) => view.id === id)).toMatchObject({
      label: 'À rédiger',
      query: 'etat=draft',
    });
    expect((await refused((await as('dpd')).views.remove({ id, version: 2 }))).code).toBe('not_found');
    await dane.views.remove({ id, version: 2 });
    expect((await seen('dane')).some((view) => view.id === id)).toBe(false);
  });

  it('opens a list with one default: one’s own before that of the académie', async () => {
    const dane = await as('dane');
    const common = await dane.views.save({ ...late, label: 'Commune', shared: true, isDefault: true });
    expect(defaultView(await seen('redaction'))?.id).toBe(common.id);
    const editor = await as('redaction');
    const one = await editor.views.save({ ...late, label: 'Une', isDefault: true });
    const two = await editor.views.save({ ...late, label: 'Deux', isDefault: true });
    const mine = await seen('redaction');
    expect(defaultView(mine)?.id).toBe(two.id);
    expect(mine.find((view) => view.id === one.id)?.isDefault).toBe(false);
    await editor.views.change({ id: two.id, version: 1, isDefault: false });
    expect(defaultView(await seen('redaction'))?.id).toBe(common.id);
  });
});
