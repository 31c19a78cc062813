import { describe, expect, it } from 'vitest';
import {
  commitmentArticles,
  commitmentsOf,
  divergenceOf,
  diverges,
  proposedArticle,
  unspoken,
} from './commitments';
import type { Meaning, RaciMatrix } from './domain';
import { raciTemplate } from './template';

const matrix = raciTemplate('primary');
const authority = commitmentArticles.engagements_collectivite ?? [];
const changed = (key: string, actor: string, meanings: Meaning[]): RaciMatrix => ({
  ...matrix,
  activities: matrix.activities.map((one) =>
    one.key === key ? { ...one, cells: { ...one.cells, [actor]: meanings } } : one,
  ),
});

describe('what a party commits to', () => {
  it('is what it does and what it answers for, in French sentences', () => {
    const text = proposedArticle(matrix, authority);
    const [intro, both, answers, does] = text.split('\n\n');
    expect(intro).toContain('annexe A2');
    expect(both?.split('\n')[0]).toMatch(
      /^La collectivité réalise les activités suivantes et répond de leur résultat\s:$/,
    );
    expect(both).toContain('- recenser les besoins et l’existant\u00a0;');
    expect(both).toMatch(/\.$/);
    expect(answers).toMatch(/^Elle répond du résultat des activités suivantes, que d’autres réalisent\s:/);
    expect(answers).toContain('réunir les preuves de conformité (réalisation\u00a0: Éditeur)');
    expect(does).toMatch(/^Elle réalise les activités suivantes, dont une autre partie répond\s:/);
    expect(does).toContain(
      'rédiger le projet de convention (responsable du résultat\u00a0: Académie (DANE))',
    );
    // Consulted and informed are no commitment.
    expect(text).not.toContain('arrêter la liste des écoles');
  });

  it('gives the académie and its direction départementale their own sentences, in one article', () => {
    const text = proposedArticle(matrix, commitmentArticles.engagements_academie ?? []);
    expect(text).toContain('L’académie réalise');
    expect(text).toContain('La direction des services départementaux de l’éducation nationale réalise');
  });

  it('is empty without any part; what people typed cannot open a field of the text', () => {
    expect(proposedArticle({ actors: matrix.actors, activities: [] }, authority)).toBe('');
    const odd = {
      ...matrix,
      activities: [
        {
          key: 'x',
          number: 1,
          phase: 'scoping' as const,
          label: '{{solution}}\nDNMA.',
          cells: { CO: ['doer' as const] },
        },
      ],
    };
    expect(proposedArticle(odd, authority)).toContain('- solution DNMA.');
    expect(proposedArticle(odd, authority)).not.toContain('{{');
  });
});

describe('the divergence of matrix and text', () => {
  const basis = commitmentsOf(matrix, authority);
  const body = proposedArticle(matrix, authority);
  const against = (now: RaciMatrix, text = body, aside: string[] = []) =>
    divergenceOf(basis, commitmentsOf(now, authority), text, aside);

  it('is none as long as neither has changed, however the article is edited around', () => {
    expect(diverges(against(matrix))).toBe(false);
    expect(diverges(against(matrix, `Par ailleurs…\n\n${body.toUpperCase()}`))).toBe(false);
    // What is no commitment of this party does not count.
    expect(diverges(against(changed('a1', 'ED', ['doer'])))).toBe(false);
    expect(diverges(against(changed('a6', 'CO', ['informed'])))).toBe(false);
  });

  it('tells what came, what went, what changed', () => {
    expect(against(changed('a6', 'CO', ['doer'])).added.map(({ key }) => key)).toEqual(['a6']);
    expect(against(changed('a1', 'CO', [])).removed.map(({ key }) => key)).toEqual(['a1']);
    expect(against(changed('a1', 'CO', ['accountable'])).changed).toMatchObject([
      { before: { meanings: ['accountable', 'doer'] }, after: { key: 'a1', meanings: ['accountable'] } },
    ]);
  });

  it('tells an activity that the article no longer speaks of, until it was looked at', () => {
    const without = body.replace('recenser les besoins et l’existant', 'faire un état des lieux');
    expect(against(matrix, without).missing.map(({ key }) => key)).toEqual(['a1']);
    const aside = unspoken(commitmentsOf(matrix, authority), without);
    expect(aside).toEqual(['authority a1']);
    expect(diverges(against(matrix, without, aside))).toBe(false);
  });
});
