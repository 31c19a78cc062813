import { longDate } from '@/server/calendar';
import { counted } from '@/server/french';
import type { TemplateSection } from '../conventions/template/types';
import { newTerm } from './domain';
import type { AmendmentChanges } from './schema';

/** What the articles of an avenant name. Names are as they stand in a sentence. */
export type AmendmentWords = {
  number: string;
  title: string;
  rank: number;
  degree: 'primary' | 'secondary';
  academyName: string;
  authorityName: string;
  /** Day of the last signature of the convention, when it is known. */
  signedOn: string | null;
  parentEffectiveOn: string | null;
  endsOn: string | null;
  schools: Readonly<Record<string, { name: string; commune: string }>>;
  oldProduct: string | null;
  newProduct: { name: string; vendor: string } | null;
  newAuthority: string | null;
  /** Articles of the convention by key. */
  articles: Readonly<Record<string, { number: number | null; title: string }>>;
};

/** Keys of the articles that every avenant has; those of a change are named after it. */
const key = {
  object: 'objet',
  schoolsIn: 'ecoles_entrantes',
  schoolsOut: 'ecoles_sortantes',
  product: 'solution',
  term: 'duree',
  parties: 'parties',
  article: (name: string) => `art_${name}`,
  effect: 'prise_effet',
  rest: 'maintien',
} as const;

type Part = Pick<TemplateSection, 'key' | 'title' | 'body'>;
const paragraphs = (...texts: (string | null | false)[]) =>
  texts.filter((text) => typeof text === 'string').join('\n\n');
/** « le département … » → « du département … » */
const ofThe = (name: string) => (name.startsWith('le ') ? `du ${name.slice(3)}` : `de ${name}`);

/** « l’avenant n° 1 » printed with a space that does not break. */
export const rankName = (rank: number) => `avenant n°\u00a0${rank}`;

/** The title of an avenant: « Avenant n° 1 à la convention n° 25-2026-0007 – … ». */
export const amendmentTitle = (rank: number, parent: { number: string; title: string }) =>
  `A${rankName(rank).slice(1)} à la convention n°\u00a0${parent.number} – ${parent.title}`.slice(0, 200);

/**
 * The sections of an avenant in sound French, from its changes. They are a proposal: a person may edit each of
 * them. `{{date_effet}}` follows the avenant's own effect date.
 */
export function amendmentSections(changes: AmendmentChanges, w: AmendmentWords): TemplateSection[] {
  const noun = w.degree === 'primary' ? 'école' : 'établissement';
  const those = (count: number) => (count >= 2 ? `Les ${counted(count, noun)} énumérés` : '');
  const feminine = noun === 'école';
  const articles: Part[] = [];
  const annexes: Part[] = [];
  const line = (uai: string) => {
    const school = w.schools[uai];
    return school ? `${uai}, ${school.name}, ${school.commune}` : uai;
  };
  const listedIn = (count: number, code: string, verb: string, each: string) =>
    count >= 2
      ? `${those(count).replace('énumérés', feminine ? 'énumérées' : 'énumérés')} à l’annexe ${code} du présent avenant ${verb}nt ${each}, ${feminine ? 'chacune' : 'chacun'} à la date qui y figure.`
      : `L’${noun} ${feminine ? 'désignée' : 'désigné'} à l’annexe ${code} du présent avenant ${verb} ${each}, à la date qui y figure.`;

  if (changes.schoolsIn.length > 0) {
    const plural = changes.schoolsIn.length >= 2;
    articles.push({
      key: key.schoolsIn,
      title: `Entrée d’${noun}${plural ? 's' : ''}`,
      body: paragraphs(
        listedIn(changes.schoolsIn.length, 'A1', 'entre', 'dans le périmètre de la convention'),
        'L’annexe A1 de la convention est complétée en conséquence.',
      ),
    });
    annexes.push({
      key: 'annexe_entrees',
      title: feminine
        ? 'Écoles qui entrent dans le périmètre'
        : 'Établissements qui entrent dans le périmètre',
      body: changes.schoolsIn
        .map(({ uai, entryOn }) => `- ${line(uai)}\u00a0: entrée le ${longDate(entryOn)}`)
        .join('\n'),
    });
  }
  if (changes.schoolsOut.length > 0) {
    const plural = changes.schoolsOut.length >= 2;
    const code = annexes.length > 0 ? 'A2' : 'A1';
    articles.push({
      key: key.schoolsOut,
      title: `Sortie d’${noun}${plural ? 's' : ''}`,
      body: paragraphs(
        listedIn(changes.schoolsOut.length, code, 'sort', 'du périmètre de la convention').replace(
          'sortnt',
          'sortent',
        ),
        `L’académie décroche ${plural ? (feminine ? 'chacune d’elles' : 'chacun d’eux') : feminine ? 'cette école' : 'cet établissement'} de l’annuaire académique fédérateur à cette date, après information de ${feminine ? 'son directeur' : 'son chef d’établissement'} et des familles.`,
      ),
    });
    annexes.push({
      key: 'annexe_sorties',
      title: feminine ? 'Écoles qui sortent du périmètre' : 'Établissements qui sortent du périmètre',
      body: changes.schoolsOut
        .map(({ uai, exitOn, reason }) => `- ${line(uai)}\u00a0: sortie le ${longDate(exitOn)} (${reason})`)
        .join('\n'),
    });
  }
  if (changes.product) {
    const { marketReference, marketStartsOn, marketEndsOn } = changes.product;
    const dates = [
      marketStartsOn && `à compter du ${longDate(marketStartsOn)}`,
      marketEndsOn && `jusqu’au ${longDate(marketEndsOn)}`,
    ].filter(Boolean);
    articles.push({
      key: key.product,
      title: 'Changement de solution',
      body: paragraphs(
        `À compter du {{date_effet}}, la solution ${w.newProduct ? `«\u00a0${w.newProduct.name}\u00a0», éditée par ${w.newProduct.vendor},` : 'désignée par la collectivité'} remplace ${w.oldProduct ? `la solution «\u00a0${w.oldProduct}\u00a0»` : 'la solution antérieure'} pour l’exécution de la convention. Les stipulations qui désignent la solution ou son éditeur s’entendent de la nouvelle.`,
        marketReference
          ? `La solution est fournie au titre du marché ${marketReference}${dates.length > 0 ? `, ${dates.join(' ')}` : ''}.`
          : null,
        'La réversibilité de la solution remplacée s’exécute dans les conditions que fixe l’article 21 de la convention\u00a0: remise des espaces et de leurs contenus dans les formats qu’il énonce, transmission des données utiles à la nouvelle solution, puis effacement des données, attesté par écrit dans le délai prévu.',
        `L’académie coordonne, ${feminine ? 'école par école' : 'établissement par établissement'}, le décrochage de l’ancienne solution de l’annuaire académique fédérateur et l’accrochage de la nouvelle. Les familles en sont informées avant la bascule.`,
      ),
    });
  }
  if (changes.term) {
    const end = newTerm(changes.term, w.parentEffectiveOn);
    articles.push({
      key: key.term,
      title: 'Durée de la convention',
      body: paragraphs(
        `Le terme de la convention${w.endsOn ? `, initialement fixé au ${longDate(w.endsOn)},` : ''} est porté au ${end ? longDate(end) : 'terme convenu entre les parties'}.`,
        changes.term.durationMonths
          ? `La durée totale de la convention est ainsi de ${changes.term.durationMonths} mois à compter de sa date d’effet.`
          : null,
      ),
    });
  }
  if (changes.parties)
    articles.push({
      key: key.parties,
      title: 'Parties',
      body: paragraphs(
        changes.parties.authorityId && w.newAuthority
          ? `À compter du {{date_effet}}, ${w.newAuthority} prend la place ${ofThe(w.authorityName)} dans tous les droits et obligations qui résultent de la convention.`
          : null,
        changes.parties.facts,
      ),
    });
  for (const change of changes.articles) {
    const replaced = w.articles[change.key];
    const label = replaced?.number
      ? `L’article ${replaced.number}`
      : `L’article «\u00a0${replaced?.title ?? change.title}\u00a0»`;
    articles.push({
      key: key.article(change.key),
      title:
        change.mode === 'replace'
          ? `Modification de l’article${replaced?.number ? ` ${replaced.number}` : ''} – ${replaced?.title ?? change.title}`.slice(
              0,
              200,
            )
          : change.title,
      body: paragraphs(
        change.mode === 'replace'
          ? `${label} de la convention est remplacé par les stipulations suivantes :`
          : `La convention est complétée par un article intitulé «\u00a0${change.title}\u00a0», ainsi rédigé :`,
        `«\u00a0${change.body.trim()}\u00a0»`,
      ),
    });
  }

  const subjects = articles
    .map(({ title }) => `- ${title.charAt(0).toLowerCase()}${title.slice(1)}`)
    .join(' ;\n');
  const all: Part[] = [
    {
      key: key.object,
      title: 'Objet de l’avenant',
      body: paragraphs(
        `Le présent ${rankName(w.rank)} modifie la convention n°\u00a0${w.number} conclue entre ${w.academyName} et ${w.authorityName}${articles.length > 0 ? ', sur les points suivants\u00a0:' : '.'}`,
        subjects ? `${subjects}.` : null,
      ),
    },
    ...articles,
    {
      key: key.effect,
      title: 'Prise d’effet',
      body: 'Le présent avenant prend effet le {{date_effet}}, sous réserve de sa signature par toutes les parties et de l’accomplissement des formalités qui rendent exécutoires leurs décisions.',
    },
    {
      key: key.rest,
      title: 'Stipulations maintenues',
      body: 'Les stipulations de la convention que le présent avenant ne modifie pas demeurent inchangées et s’appliquent dans leur rédaction en vigueur. L’avenant fait corps avec la convention.',
    },
  ];
  const visas = paragraphs(
    'Vu le code de l’éducation\u00a0;',
    `Vu la convention n°\u00a0${w.number} relative au déploiement de l’espace numérique de travail${w.signedOn ? `, signée le ${longDate(w.signedOn)}` : ''}, et notamment ses stipulations relatives aux avenants ;`,
  );
  const section = (
    kind: TemplateSection['section'],
    position: number,
    { key: name, title, body }: Part,
    number: number | null = null,
    code: string | null = null,
  ): TemplateSection => ({ key: name, section: kind, position, number, code, title, body });
  return [
    section('visas', 10, { key: 'visas', title: 'Visas', body: visas }),
    ...all.map((part, index) => section('article', 100 + 10 * index, part, index + 1)),
    ...annexes.map((part, index) => section('annex', 800 + 10 * index, part, null, `A${index + 1}`)),
  ];
}
