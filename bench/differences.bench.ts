import { isDeepStrictEqual } from 'node:util';
import { diffWords } from 'diff';
import { applyDifference } from '@/server/conventions/difference/apply';
import { type ComparedText, difference } from '@/server/conventions/difference/difference';
import type { ConventionContent } from '@/server/documents/content';
import { fixtureConvention } from '@/server/documents/fixtures';
import { type Bench, type BenchResult, median, timed } from './bench';

const RUNS = 9;

/** About twenty pages: the example's articles, each with its text three times, told apart by its number. */
function twentyPages(): ConventionContent {
  const content = fixtureConvention(100);
  return {
    ...content,
    articles: content.articles.map((article) => ({
      ...article,
      body: [1, 2, 3]
        .map((turn) =>
          article.body.replace(/^/gm, (_, at: number) => (at === 0 ? `${article.number}.${turn} ` : '')),
        )
        .join('\n\n'),
    })),
  };
}

/** What a review changes: words here and there, a paragraph, an article, schools, one value. */
function reviewed(content: ConventionContent): ConventionContent {
  const articles = content.articles.map((article, index) => ({
    ...article,
    body: article.body
      .replace('l’académie', index % 2 === 0 ? 'la collectivité' : 'l’académie')
      .replace(/\.$/, index % 3 === 0 ? ', sans délai et par écrit.' : '.'),
  }));
  const [first, second, ...rest] = articles;
  if (!first || !second) throw new Error('the example has articles');
  return {
    ...content,
    articles: [
      second,
      first,
      ...rest.slice(1),
      { key: 'neuf', number: 30, title: 'Neuf', body: second.body },
    ],
    schools: content.schools.slice(5),
  };
}

const wholeText = ({ preamble, articles, annexes }: ConventionContent) =>
  [
    preamble,
    ...articles.map(({ title, body }) => `${title}\n${body}`),
    ...annexes.map(({ body }) => body),
  ].join('\n\n');

/** The structured difference of a twenty-page text, beside one plain comparison of all its words. */
async function run(): Promise<BenchResult[]> {
  const before = twentyPages();
  const a: ComparedText = { content: before, variables: [] };
  const b: ComparedText = { content: reviewed(before), variables: [] };
  const [oldText, newText] = [wholeText(a.content), wholeText(b.content)];
  const ours = async () => difference(a, b);
  const plain = async () => diffWords(oldText, newText);
  const words = oldText.split(/\s+/).length;
  if (!isDeepStrictEqual(applyDifference(a, difference(a, b)), b))
    throw new Error('the difference does not lead to the second text');
  const times = { ours: [] as number[], plain: [] as number[] };
  for (const work of [ours, plain]) await work();
  for (let turn = 0; turn < RUNS; turn += 1) {
    times.ours.push(await timed(ours));
    times.plain.push(await timed(plain));
  }
  const [measured, baseline] = [median(times.ours), median(times.plain)];
  return [
    {
      label: `differences of a text of ${words} words, 100 schools`,
      baseline,
      measured,
      ratio: measured / baseline,
      note: 'baseline: diffWords of both whole texts',
    },
  ];
}

export default { name: 'differences', run } satisfies Bench;
