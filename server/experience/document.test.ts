import { afterAll, describe, expect, it } from 'vitest';
import { hasTool, pdfText, qpdfComplaint } from '@/server/documents/poppler';
import { closeDocumentWorkers, renderExperiencePdf } from '@/server/documents/render';
import { experienceContent } from './document';
import { sectionKeys } from './domain';
import type { ExperienceDetail } from './queries';

afterAll(closeDocumentWorkers);
const poppler = await hasTool('pdftotext');
const qpdf = await hasTool('qpdf');
const now = new Date('2026-11-22T09:00:00Z');

function report(sections: Partial<ExperienceDetail['sections']> = {}): ExperienceDetail {
  const empty = Object.fromEntries(sectionKeys.map((key) => [key, ''])) as ExperienceDetail['sections'];
  return {
    id: 'x',
    version: 3,
    title: 'Ouvrir l’ENT à la rentrée',
    type: 'initialisation',
    degree: 'primary',
    territory: 'Val-d’Oise',
    contact: 'Alix Projet',
    licence: 'Licence Ouverte 2.0',
    visibility: 'academy',
    authorName: 'Alix Projet',
    academyName: 'Versailles',
    publishedAt: new Date('2026-11-20T10:00:00Z'),
    updatedAt: now,
    demonstration: false,
    sections: { ...empty, ...sections },
    facts: {
      asOf: '2026-11-20',
      academyName: 'Versailles',
      projectName: 'ENT d’Argenteuil',
      carrierName: 'Commune d’Argenteuil',
      productName: 'ONE',
      schools: 2,
      startsOn: '2026-09-01',
      endsOn: null,
      conventionNumber: null,
    },
    projectId: null,
    hasProject: true,
    blockers: [],
    unanswered: [],
    abilities: { edit: true, publish: true },
  };
}

describe('what the PDF of a sheet says', () => {
  it('keeps the order of the page, faces strengths and difficulties, leaves empty parts out', () => {
    const content = experienceContent(
      report({ beginning: 'Douze écoles.', strengths: 'Le comité.', advice: 'Commencez petit.' }),
      now,
    );
    expect(content.before.map((one) => one.heading)).toEqual(['Démarche et calendrier']);
    expect(content.facing?.map((one) => one.body)).toEqual(['Le comité.', 'Rien n’a été noté.']);
    expect(content.after.map((one) => one.heading)).toEqual(['Conseils']);
    expect(content.identity).toContainEqual({ label: 'Écoles', value: '2\u00a0écoles' });
    expect(content).toMatchObject({ draft: false, composedOn: '2026-11-20' });
  });

  it('says that it is a draft until it is published', () => {
    const content = experienceContent({ ...report({ today: 'x' }), publishedAt: null }, now);
    expect(content).toMatchObject({ draft: true, composedOn: '2026-11-22', facing: null });
  });

  it('holds every word of a long sheet, on as many pages as it needs', async () => {
    const words = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${name}${index}`).join(' ');
    const content = experienceContent(
      report({
        context: words('contexte', 300),
        strengths: `${words('appui', 500)}\n\n- un\n- deux`,
        difficulties: words('obstacle', 90),
        impetus: words('elan', 120),
        advice: '<b>{{nom}}</b> مرحبا 🎓',
      }),
      now,
    );
    const pdf = await renderExperiencePdf(content);
    expect(pdf.pages).toBeGreaterThan(2);
    expect((await renderExperiencePdf(content)).sha256).toBe(pdf.sha256);
    if (qpdf) expect(await qpdfComplaint(pdf.bytes)).toBeNull();
    if (!poppler) return;
    const text = await pdfText(pdf.bytes);
    for (const word of ['contexte299', 'appui0', 'appui499', 'obstacle89', 'elan119', '<b>{{nom}}</b>'])
      expect(text).toContain(word);
    expect(text.indexOf('contexte299')).toBeLessThan(text.indexOf('appui0'));
    expect(text.indexOf('appui499')).toBeLessThan(text.indexOf('elan0'));
    expect(text).toContain('Ouvrir l’ENT à la rentrée');
  });
});
