import { shortDate } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import type { ContentSection, ExperienceContent } from '@/server/documents/content';
import { counted } from '@/server/french';
import { degreeLabels, experienceSections, type SectionKey, typeLabels, visibilityLabels } from './domain';
import type { ExperienceDetail } from './queries';

const beforeFacing = ['context', 'governance', 'beginning', 'today'] as const;
const afterFacing = ['impetus', 'results', 'advice', 'reusableBy'] as const;

/** What the PDF of a sheet says: the same words, in the same order, as the page that one reads. */
export function experienceContent(report: ExperienceDetail, now: Date): ExperienceContent {
  const { sections, facts } = report;
  const section = (key: SectionKey): ContentSection => ({
    heading: experienceSections.find((one) => one.key === key)?.heading ?? key,
    body: sections[key],
  });
  const written = (keys: readonly SectionKey[]) =>
    keys.filter((key) => sections[key].trim() !== '').map(section);
  const faces = sections.strengths.trim() !== '' || sections.difficulties.trim() !== '';
  const empty = (one: ContentSection) =>
    one.body.trim() === '' ? { ...one, body: 'Rien n’a été noté.' } : one;
  const identity = [
    { label: 'Territoire', value: report.territory },
    { label: 'Porteur', value: facts.carrierName },
    { label: 'Projet', value: facts.projectName },
    { label: 'Solution', value: facts.productName },
    { label: 'Écoles', value: facts.schools === null ? null : counted(facts.schools, 'école') },
    {
      label: 'Dates',
      value: facts.startsOn
        ? `${shortDate(facts.startsOn)}${facts.endsOn ? ` – ${shortDate(facts.endsOn)}` : ''}`
        : null,
    },
    { label: 'Convention', value: facts.conventionNumber },
    { label: 'Contact', value: report.contact },
  ];
  return {
    kind: 'experience',
    layout: 1,
    title: report.title,
    kicker: `Retour d’expérience · ${typeLabels[report.type]} · ${degreeLabels[report.degree]}`,
    author: `${report.authorName}, académie de ${report.academyName}`,
    composedOn: civilDate(report.publishedAt ?? now),
    draft: report.publishedAt === null,
    demonstration: report.demonstration,
    identity: identity.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
    before: written(beforeFacing),
    facing: faces ? [empty(section('strengths')), empty(section('difficulties'))] : null,
    after: written(afterFacing),
    mentions: [
      `Chiffres relevés dans l’application le ${shortDate(facts.asOf)}${report.publishedAt ? ', figés avec la fiche' : ''}.`,
      report.publishedAt
        ? `Lecteurs : ${visibilityLabels[report.visibility].label.toLowerCase()}. ${report.licence}.`
        : 'Brouillon, non publié.',
    ],
  };
}
