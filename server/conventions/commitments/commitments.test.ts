import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import type { Meaning } from '@/server/raci/domain';
import { callerOf, createPopulatedDatabase } from '@/server/testing/people';
import { refused } from '@/server/testing/refused';
import { lead, plantConvention } from '@/server/testing/scenes';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

const articleKey = 'engagements_collectivite';
const dane = () => callerOf(db, 'dane');

async function planted({ open = true } = {}) {
  const { id } = await plantConvention(db);
  const { projectId } = await db.convention.findUniqueOrThrow({ where: { id } });
  if (open) await (await dane()).raci.start({ id: projectId });
  return { id, projectId };
}
async function article(id: string) {
  const { articles } = await (await dane()).conventions.commitments({ id });
  const found = articles.find(({ key }) => key === articleKey);
  if (!found) throw new Error('no article');
  return found;
}
async function set(projectId: string, actorKey: string, meanings: Meaning[]) {
  const { matrix } = await (await dane()).raci.matrix({ id: projectId });
  const activityId = matrix?.phases[0]?.activities[0]?.id ?? '';
  await (await dane()).raci.setCells({
    id: projectId,
    cells: [{ activityId, actorKey, meanings, version: 99 }],
  });
}
async function write(id: string, body: string) {
  const { articles } = await (await dane()).conventions.text({ id });
  const version = articles.find(({ key }) => key === articleKey)?.version ?? 0;
  await (await dane()).conventions.updateArticle({ id, articleKey, body, version });
}
const bodyOf = async (id: string) =>
  (
    await db.conventionArticle.findUniqueOrThrow({
      where: { conventionId_key: { conventionId: id, key: articleKey } },
    })
  ).body;

describe('articles proposed from the matrix', () => {
  it('are proposed without anything being written, then flagged when the matrix or the text moves', async () => {
    const { id, projectId } = await planted();
    const before = await bodyOf(id);
    const shown = await article(id);
    expect(shown.proposal).toContain('La collectivité réalise');
    expect(shown.kept ?? null).toBeNull();
    expect(await bodyOf(id)).toBe(before);

    await write(id, shown.proposal);
    expect(
      await (await dane()).conventions.keepCommitments({ id, articleKey, fingerprint: shown.fingerprint }),
    ).toEqual({
      version: 1,
    });
    expect(await bodyOf(id)).toBe(shown.proposal);
    expect((await article(id)).divergence).toBeNull();

    await set(projectId, 'CO', ['accountable']);
    const moved = await article(id);
    expect(moved.divergence?.changed).toMatchObject([{ after: { meanings: ['accountable'] } }]);
    expect(
      await (await dane()).conventions.reviewCommitments({
        id,
        articleKey,
        fingerprint: moved.fingerprint,
        version: moved.kept?.version ?? 0,
      }),
    ).toEqual({ version: 2 });
    expect((await article(id)).divergence).toBeNull();

    await write(
      id,
      (await bodyOf(id)).replace('recenser les besoins et l’existant', 'faire l’état des lieux'),
    );
    const gone = await article(id);
    expect(gone.divergence?.missing.map(({ label }) => label)).toEqual([
      'Recenser les besoins et l’existant',
    ]);
    // Proposed again: the new proposal counts from now on.
    await write(id, gone.proposal);
    await (await dane()).conventions.keepCommitments({ id, articleKey, fingerprint: gone.fingerprint });
    expect((await article(id)).divergence).toBeNull();
    const sentences = (await (await dane()).conventions.history({ id })).entries.map(
      ({ sentence }) => sentence,
    );
    expect(sentences.join('\n')).toContain('depuis la matrice des responsabilités');
    expect(sentences.join('\n')).toContain('a vu l’écart');
  });

  it('are refused on a matrix that moved, an article of something else, a text that is not written here', async () => {
    const { id, projectId } = await planted();
    const shown = await article(id);
    const keep = async (person: string, fingerprint = shown.fingerprint, key = articleKey) =>
      (await callerOf(db, person)).conventions.keepCommitments({ id, articleKey: key, fingerprint });
    expect((await refused(keep('dane', 'f'.repeat(64)))).code).toBe('conflict');
    expect((await refused(keep('dane', 'x'))).code).toBe('invalid');
    expect((await refused(keep('dane', shown.fingerprint, 'objet'))).code).toBe('not_found');
    expect((await refused(keep('projet'))).code).toBe('forbidden');
    expect((await refused(keep('maire'))).code).toBe('forbidden');
    expect((await refused(keep('dane.rennes'))).code).toBe('not_found');
    await keep('dane');
    await set(projectId, 'CO', ['accountable']);
    const review = async (fingerprint: string, version: number) =>
      (await dane()).conventions.reviewCommitments({ id, articleKey, fingerprint, version });
    expect((await refused(review(shown.fingerprint, 1))).code).toBe('conflict');
    expect((await refused(review((await article(id)).fingerprint, 7))).code).toBe('conflict');
    await lead(db, id, 'awaiting_deliberation');
    const { fingerprint } = await article(id);
    expect((await refused(keep('dane', fingerprint))).code).toBe('forbidden');
  });

  it('have nothing to propose while no matrix was opened', async () => {
    const { id } = await planted({ open: false });
    expect((await (await dane()).conventions.commitments({ id })).articles).toEqual([]);
    expect(
      (
        await refused(
          (await dane()).conventions.keepCommitments({ id, articleKey, fingerprint: 'f'.repeat(64) }),
        )
      ).code,
    ).toBe('not_found');
  });
});
