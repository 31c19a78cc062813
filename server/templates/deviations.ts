import type { TemplateContent, TemplateSection } from '../conventions/template/types';

type Text = { title: string; body: string };
type Kept = Pick<TemplateSection, 'key' | 'title' | 'body'>;

/** An article that is not what the pinned template makes mandatory. */
export type Deviation = {
  key: string;
  /** « article 12 », « annexe A3 »: as a sentence names it. */
  label: string;
  /** « Article 12 – Protection des données personnelles ». */
  heading: string;
  kind: 'edited' | 'removed';
  legalBasis: string;
  template: Text;
  text: Text;
};

/**
 * The same words: spaces, line ends, blank lines and the form of apostrophes do not make a deviation; a letter, a
 * figure, a sign of punctuation does.
 */
export function sameWords(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

const plain = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u00a0\u202f\t ]+/g, ' ')
    .replace(/['’]/g, '’')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();

/** True for what a convention may not leave without a reason: a mandatory clause, or the one chosen of a group. */
export const binds = ({ obligation }: Pick<TemplateSection, 'obligation'>) =>
  obligation === 'mandatory' || obligation === 'alternative';

/**
 * Mandatory sections of the pinned template that this convention words otherwise, or has emptied. A template of
 * format 1 says nothing of obligation: no deviation.
 */
export function deviationsOf(
  template: Pick<TemplateContent, 'sections'>,
  kept: readonly Kept[],
): Deviation[] {
  const articles = [...template.sections]
    .sort((a, b) => a.position - b.position)
    .filter(({ section }) => section === 'article');
  return template.sections.filter(binds).flatMap((section): Deviation[] => {
    const found = kept.find(({ key }) => key === section.key);
    const text = { title: found?.title ?? '', body: found?.body ?? '' };
    const removed = plain(text.body) === '';
    if (!removed && sameWords(text.body, section.body) && sameWords(text.title, section.title)) return [];
    const rank = section.number ?? articles.indexOf(section) + 1;
    const label = labelOf(section, rank);
    return [
      {
        key: section.key,
        label,
        heading: `${label.charAt(0).toUpperCase()}${label.slice(1)} – ${section.title}`,
        kind: removed ? 'removed' : 'edited',
        legalBasis: section.legalBasis ?? '',
        template: { title: section.title, body: section.body },
        text,
      },
    ];
  });
}

function labelOf({ section, code }: TemplateSection, rank: number): string {
  if (section === 'article') return `article ${rank}`;
  if (section === 'annex') return `annexe ${code ?? ''}`.trim();
  return section === 'visas' ? 'visas' : 'préambule';
}
