import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateContent } from '../conventions/template/types';
import type { Db } from '../db';
import { closeDocumentWorkers, renderConventionPdf } from '../documents/render';
import { callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { fillFields, lead, plantConvention, plantProject } from '../testing/scenes';
import { publishNationalTemplates } from './national';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const dane = () => callerOf(db, 'dane');
const national = (key = 'premier-degre') =>
  db.conventionTemplate.findFirstOrThrow({ where: { academyCode: null, key } });

let rank = 0;
async function derive(key = 'premier-degre') {
  rank += 1;
  return (await dane()).templates.derive({
    baseId: (await national(key)).id,
    name: `Modèle d’essai ${rank}`,
  });
}
async function edit(
  id: string,
  change: Parameters<Awaited<ReturnType<typeof dane>>['templates']['edit']>[0]['edit'],
) {
  const caller = await dane();
  const { draftVersion } = await caller.templates.get({ id });
  return caller.templates.edit({ id, version: draftVersion ?? 0, edit: change });
}
async function publish(id: string) {
  const caller = await dane();
  const { draftVersion } = await caller.templates.get({ id });
  return caller.templates.publish({ id, version: draftVersion ?? 0 });
}

describe('the national base', () => {
  it('publishes clauses and templates once; the same text makes no version', async () => {
    const before = [await db.clauseVersion.count(), await db.templateVersion.count()];
    await publishNationalTemplates(db);
    expect([await db.clauseVersion.count(), await db.templateVersion.count()]).toEqual(before);
    expect(before[1]).toBe(7);
    const versions = await db.templateVersion.findMany();
    for (const { content } of versions)
      for (const { clause, key } of (content as unknown as TemplateContent).sections)
        expect(clause?.version, key).toBe(1);
  });

  it('is written once: the database refuses to change a published clause', async () => {
    await expect(db.clauseVersion.updateMany({ data: { body: 'autre' } })).rejects.toThrow(/written once/);
  });

  it('is read by every académie, edited by none', async () => {
    const { id } = await national();
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await rennes.templates.get({ id })).mayEdit).toBe(false);
    const attempt = rennes.templates.edit({ id, version: 1, edit: { kind: 'renumber' } });
    expect((await refused(attempt)).code).toBe('forbidden');
    const mayor = await callerOf(db, 'maire');
    expect((await refused(mayor.templates.get({ id }))).code).toBe('not_found');
  });
});

describe('a template of the académie', () => {
  it('is derived, edited, published, and another académie does not see it', async () => {
    const { id } = await derive();
    await edit(id, {
      kind: 'section',
      key: 'communication',
      title: 'Communication',
      body: 'Chaque partie informe l’autre.',
      legalBasis: '',
      obligation: 'optional',
    });
    const draft = (await (await dane()).templates.get({ id })).content;
    expect(await publish(id)).toEqual({ number: 1, isNew: true });
    expect(await publish(id)).toEqual({ number: 1, isNew: false });
    const { versions } = await (await dane()).templates.versions({ id });
    expect(versions.map(({ number }) => number)).toEqual([1]);
    expect(versions[0]?.content).toEqual(draft);
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.templates.get({ id }))).code).toBe('not_found');
    const legal = await callerOf(db, 'juridique');
    expect((await legal.templates.get({ id })).mayEdit).toBe(false);
    const attempt = legal.templates.edit({ id, version: 1, edit: { kind: 'renumber' } });
    expect((await refused(attempt)).code).toBe('forbidden');
  });

  it('is not published with errors, and says which', async () => {
    const { id } = await derive();
    await edit(id, { kind: 'remove', key: 'securite' });
    const refusal = await refused(publish(id));
    expect(refusal.code).toBe('invalid');
    const findings = refusal.details.findings as { code: string }[];
    expect(findings.map(({ code }) => code)).toContain('mandatory_missing');
    expect(await db.templateVersion.count({ where: { templateId: id } })).toBe(0);
  });

  it('tells the second of two people, and overwrites nothing', async () => {
    const { id } = await derive();
    const caller = await dane();
    const { draftVersion } = await caller.templates.get({ id });
    const version = draftVersion ?? 0;
    await caller.templates.edit({ id, version, edit: { kind: 'describe', title: 'Premier titre' } });
    const refusal = await refused(
      caller.templates.edit({ id, version, edit: { kind: 'describe', title: 'Second titre' } }),
    );
    expect(refusal.code).toBe('conflict');
    expect(refusal.message).toContain('Dominique Dane');
    expect((await caller.templates.get({ id })).content.title).toBe('Premier titre');
    expect((await refused(caller.templates.publish({ id, version }))).code).toBe('conflict');
  });

  it('serves new conventions before the national one, until it is retired', async () => {
    const { id } = await derive();
    await edit(id, { kind: 'describe', title: 'Convention de notre académie – {{nom_projet}}' });
    await publish(id);
    const caller = await dane();
    const project = await plantProject(db);
    const started = async () => {
      const { id: conventionId } = await caller.conventions.create({ projectId: project.id, templateId: id });
      return caller.conventions.text({ id: conventionId });
    };
    expect((await started()).template.version).toBe(1);
    await caller.templates.retire({ id, retired: true });
    const refusal = await refused(caller.conventions.create({ projectId: project.id, templateId: id }));
    expect(refusal.fields.templateId).toContain('modèle');
    await caller.templates.retire({ id, retired: false });
    expect((await started()).template.version).toBe(1);
  });

  it('leaves running conventions as they are when it is published again', async () => {
    const { id } = await derive();
    await publish(id);
    const caller = await dane();
    const project = await plantProject(db);
    const { id: conventionId } = await caller.conventions.create({ projectId: project.id, templateId: id });
    const before = (await caller.conventions.content({ id: conventionId })).content;
    const keys = ['objet', 'communication', 'finances', 'donnees_personnelles'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...keys),
        fc
          .string({ minLength: 1, maxLength: 40 })
          .filter((text) => /[a-z]/i.test(text) && !text.includes('{{')),
        async (key, body) => {
          const section = (await caller.templates.get({ id })).content.sections.find(
            (one) => one.key === key,
          );
          if (!section) return;
          await edit(id, {
            kind: 'section',
            key,
            title: section.title,
            body: `Texte\u00a0: ${body}`,
            legalBasis: '',
            obligation: section.obligation ?? 'optional',
          });
          const draft = (await caller.templates.get({ id })).content;
          const { number } = await publish(id);
          const { versions } = await caller.templates.versions({ id });
          expect(versions.find((one) => one.number === number)?.content).toEqual(draft);
          expect((await caller.conventions.content({ id: conventionId })).content).toEqual(before);
        },
      ),
      { numRuns: 15 },
    );
    expect((await caller.conventions.text({ id: conventionId })).template.version).toBe(1);
  });

  it('published again between the approval and the freeze, changes no word of what is signed', async () => {
    const { id } = await derive();
    await publish(id);
    const caller = await dane();
    const project = await plantProject(db);
    const { id: conventionId } = await caller.conventions.create({
      projectId: project.id,
      templateId: id,
      effectiveOn: '2026-12-01',
      durationMonths: 36,
    });
    await fillFields(db, conventionId);
    await lead(db, conventionId, 'awaiting_deliberation');
    const approved = (await caller.conventions.content({ id: conventionId })).content;
    const [section] = (await caller.templates.get({ id })).content.sections.filter(
      ({ key }) => key === 'communication',
    );
    await edit(id, {
      kind: 'section',
      key: 'communication',
      title: section?.title ?? '',
      body: 'Tout autre engagement.',
      legalBasis: '',
      obligation: section?.obligation ?? 'optional',
    });
    await publish(id);
    await (await callerOf(db, 'projet')).conventions.enterDeliberation({
      id: conventionId,
      waiverReason: 'Délégation générale du conseil.',
    });
    const { version } = await caller.conventions.get({ id: conventionId });
    await caller.conventions.transition({ id: conventionId, action: 'mark_ready_to_sign', version });
    const frozen = (await caller.conventions.content({ id: conventionId })).content;
    expect(frozen.draft).toBe(false);
    expect(frozen.articles).toEqual(approved.articles);
    expect(frozen.schools).toEqual(approved.schools);
    const { pdf } = await db.conventionText.findFirstOrThrow({
      where: { conventionId, stage: 'ready_to_sign' },
      include: { pdf: true },
    });
    const again = await renderConventionPdf(frozen);
    expect(pdf?.sha256).toBe(again.sha256);
    expect(JSON.stringify(frozen)).not.toContain('Tout autre engagement');
  });

  it('is previewed on the facts of a convention of one’s own académie only', async () => {
    const { id } = await plantConvention(db);
    const facts = await (await dane()).templates.previewFacts({ conventionId: id });
    expect(facts?.schools).toHaveLength(3);
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.templates.previewFacts({ conventionId: id }))).code).toBe('not_found');
  });
});

describe('the library of clauses', () => {
  const clauses = async (person = 'dane') =>
    (await callerOf(db, person)).templates.clauses({ degree: 'primary', kind: 'convention' });
  const row = async (key: string, person = 'dane') => {
    const found = (await clauses(person)).find((one) => one.key === key);
    if (!found) throw new Error(`no clause ${key}`);
    return found;
  };
  const wording = {
    degree: 'primary' as const,
    kind: 'convention' as const,
    section: 'article' as const,
    variables: [],
    wordings: [],
    legalBasis: 'RGPD, article 32',
    obligation: 'mandatory' as const,
    alternativeOf: null,
  };

  it('is adopted, worded over, and says when the national text has moved on', async () => {
    const caller = await dane();
    const first = await row('securite');
    expect(first).toMatchObject({ state: 'national', ownNumber: 0, baseMoved: false });
    await caller.templates.takeClause({ id: first.id, seen: 0 });
    expect(await row('securite')).toMatchObject({ state: 'adopted', ownNumber: 1 });
    await caller.templates.publishClause({
      ...wording,
      key: 'securite',
      title: 'Sécurité',
      body: 'Texte de l’académie.',
      seen: 1,
    });
    expect(await row('securite')).toMatchObject({ state: 'over', ownNumber: 2, baseMoved: false });
    expect(await row('securite', 'dane.rennes')).toMatchObject({ state: 'national' });
    const nationalClause = await db.clause.findFirstOrThrow({
      where: { academyCode: null, key: 'securite', degree: 'primary', kind: 'convention' },
    });
    await db.clauseVersion.create({
      data: {
        clauseId: nationalClause.id,
        number: 2,
        title: 'Sécurité',
        body: 'Nouveau texte national.',
        variables: [],
        wordings: [],
        legalBasis: '',
        obligation: 'mandatory',
        sha256: 'x',
      },
    });
    const moved = await row('securite');
    expect(moved.baseMoved).toBe(true);
    await caller.templates.takeClause({ id: moved.id, seen: 2 });
    const detail = await caller.templates.clause({ id: moved.id });
    expect(detail.own?.versions[0]).toMatchObject({
      number: 3,
      body: 'Nouveau texte national.',
      baseNumber: 2,
    });
    expect((await row('securite')).baseMoved).toBe(false);
  });

  it('refuses what cites nothing, an older state, and who may not write', async () => {
    const caller = await dane();
    const own = { ...wording, key: 'clause_locale', title: 'Clause locale', seen: 0 };
    const unknown = await refused(caller.templates.publishClause({ ...own, body: 'Selon {{rien}}.' }));
    expect(unknown.fields.body).toContain('rien');
    await caller.templates.publishClause({ ...own, body: 'Une clause à nous.' });
    const stale = await refused(caller.templates.publishClause({ ...own, body: 'Une autre.' }));
    expect(stale.code).toBe('conflict');
    const editor = await callerOf(db, 'redaction');
    expect((await refused(editor.templates.publishClause({ ...own, body: 'x', seen: 1 }))).code).toBe(
      'forbidden',
    );
    const rennes = await callerOf(db, 'dane.rennes');
    const { id } = await row('clause_locale');
    expect((await refused(rennes.templates.clause({ id }))).code).toBe('not_found');
    expect((await refused(caller.templates.takeClause({ id, seen: 1 }))).message).toContain(
      'propre à l’académie',
    );
  });

  it('puts a version into a draft with its fields, and never another académie’s', async () => {
    const caller = await dane();
    await caller.templates.publishClause({
      ...wording,
      key: 'clause_avec_champ',
      title: 'Clause avec champ',
      body: 'Le référent est {{referent_local}}.',
      variables: [
        {
          key: 'referent_local',
          label: 'référent',
          type: 'text',
          help: 'Son nom.',
          example: 'Camille',
          article: '',
        },
      ],
      seen: 0,
    });
    const clause = await row('clause_avec_champ');
    const { id } = await derive();
    await edit(id, { kind: 'clause', after: 'objet', clauseId: clause.id, number: 1 });
    const { content } = await caller.templates.get({ id });
    expect(content.sections.map(({ key }) => key).slice(2, 4)).toEqual(['objet', 'clause_avec_champ']);
    expect(content.variables.some(({ key }) => key === 'referent_local')).toBe(true);
    expect((await publish(id)).isNew).toBe(true);
    const strange = await db.clause.create({
      data: {
        academyCode: '14',
        key: 'de_rennes',
        degree: 'primary',
        title: 'R',
        section: 'article',
        versions: {
          create: {
            number: 1,
            title: 'R',
            body: 'R',
            variables: [],
            wordings: [],
            legalBasis: '',
            obligation: 'optional',
            sha256: 'r',
          },
        },
      },
    });
    const attempt = edit(id, { kind: 'clause', after: null, clauseId: strange.id, number: 1 });
    expect((await refused(attempt)).code).toBe('invalid');
  });
});

describe('deviations', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await plantConvention(db));
  });
  const article = async (key: string) => {
    const { articles } = await (await dane()).conventions.text({ id });
    return articles.find((one) => one.key === key)?.version ?? 0;
  };
  const write = async (key: string, body: string) =>
    (await dane()).conventions.updateArticle({ id, articleKey: key, body, version: await article(key) });
  const submit = async () => {
    const caller = await dane();
    const { version } = await caller.conventions.get({ id });
    return caller.conventions.transition({ id, action: 'submit_for_review', version });
  };

  it('block the submission until they are explained, in a sentence that names the articles', async () => {
    await write('donnees_personnelles', 'Un autre texte.');
    await write('a3_donnees', '');
    const refusal = await refused(submit());
    expect(refusal.message).toContain('article 12');
    expect(refusal.message).toContain('annexe A3');
    const caller = await dane();
    await caller.templates.explainDeviation({
      id,
      articleKey: 'donnees_personnelles',
      reason: 'Accord local.',
    });
    expect((await refused(submit())).message).not.toContain('article 12,');
    await caller.templates.explainDeviation({ id, articleKey: 'a3_donnees', reason: 'Fiche jointe à part.' });
    await submit();
    const dpo = await callerOf(db, 'dpd');
    const { deviations, mayEdit } = await dpo.templates.conventionDeviations({ id });
    expect(mayEdit).toBe(false);
    expect(deviations).toMatchObject([
      {
        key: 'donnees_personnelles',
        reason: 'Accord local.',
        reasonBy: 'Dominique Dane',
        text: { body: 'Un autre texte.' },
      },
      { key: 'a3_donnees', kind: 'removed' },
    ]);
    expect(deviations[0]?.template.body).toContain('{{clause_responsable_traitement}}');
  });

  it('go away with the template’s words, by hand or in one act', async () => {
    const { compose } = await (await dane()).conventions.text({ id });
    const first = compose.sections.find(({ key }) => key === 'objet')?.body ?? '';
    await write('objet', 'Autre objet.');
    expect(await db.conventionDeviation.count({ where: { conventionId: id } })).toBe(1);
    await write('objet', first);
    expect(await db.conventionDeviation.count({ where: { conventionId: id } })).toBe(0);
    await write('objet', 'Encore autre.');
    const caller = await dane();
    await caller.templates.revertDeviation({ id, articleKey: 'objet', version: await article('objet') });
    expect(
      (await caller.conventions.text({ id })).compose.sections.find(({ key }) => key === 'objet')?.body,
    ).toBe(first);
    expect((await caller.templates.conventionDeviations({ id })).deviations).toEqual([]);
    await submit();
  });

  it('are refused a reason where there is no deviation, or by who does not write the text', async () => {
    const caller = await dane();
    const explain = { id, articleKey: 'objet', reason: 'Pour voir.' };
    expect((await refused(caller.templates.explainDeviation(explain))).code).toBe('not_found');
    await write('objet', 'Autre objet.');
    const dpo = await callerOf(db, 'dpd');
    expect((await refused(dpo.templates.explainDeviation(explain))).code).toBe('forbidden');
    expect(
      (await refused(caller.templates.explainDeviation({ ...explain, reason: ' ' }))).fields.reason,
    ).toBeTruthy();
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.templates.conventionDeviations({ id }))).code).toBe('not_found');
  });

  it('are listed for the académie, with filter, and nowhere else', async () => {
    await write('securite', 'Autre sécurité.');
    const caller = await dane();
    const mine = async (state: 'all' | 'explained' | 'unexplained') =>
      (
        await caller.templates.deviations({ state, q: 'sécurité', page: 1, limit: 200, open: false })
      ).items.filter(({ conventionId }) => conventionId === id);
    expect(await mine('unexplained')).toHaveLength(1);
    await caller.templates.explainDeviation({ id, articleKey: 'securite', reason: 'Exigence du marché.' });
    expect(await mine('unexplained')).toHaveLength(0);
    expect(await mine('explained')).toMatchObject([{ reason: 'Exigence du marché.', who: 'Dominique Dane' }]);
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await rennes.templates.deviations({})).total).toBe(0);
  });

  it('survive the whole circuit: the reason is still read once the text is frozen', async () => {
    await write('securite', 'Autre sécurité.');
    await (await dane()).templates.explainDeviation({ id, articleKey: 'securite', reason: 'Exigence.' });
    await lead(db, id, 'awaiting_deliberation', testNow);
    const { deviations } = await (await callerOf(db, 'juridique')).templates.conventionDeviations({ id });
    expect(deviations).toMatchObject([{ key: 'securite', reason: 'Exigence.' }]);
  });
});
