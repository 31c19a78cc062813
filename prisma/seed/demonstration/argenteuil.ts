import { addDays } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import { followCalendar } from '@/server/conventions/commands/calendar';
import type { Db } from '@/server/db';
import { as, type DaysAgo } from './acting';
import { agreeOnMatrix, moveMatrixOn } from './agreement';
import { act, approve, deliberationFile, fillFields, sign, versionOf } from './conventions';
import { demonstrationProduct, openProject } from './projects';
import { schoolsOf } from './schools';
import { followWork } from './work';

/** The name by which a second loading recognises what the first one made. */
export const argenteuilProject = 'ENT des écoles d’Argenteuil';

const fields = {
  marche_etat: 'concluded',
  preuve_conformite_sdet: 'attestation fictive de conformité de l’éditeur',
  reference_article_28: 'annexe RGPD du marché fictif DEMO-M-0114',
  reference_registre: 'registre de l’académie, fiche fictive n° 44',
};

/** Leads a drafted convention from the examination to the document ready to sign, by the hands of each. */
async function lead(db: Db, id: string, day: DaysAgo, from: number, step: number) {
  const at = (rank: number, hour?: number) => day(from - rank * step, hour);
  await act(await as(db, 'dane', at(0)), id, 'submit_for_review');
  await approve(await as(db, 'juridique', at(1)), id, 'legal');
  const dpd = await as(db, 'dpd', at(2));
  await dpd.conventions.giveOpinion({
    id,
    kind: 'dpo',
    verdict: 'with_reservations',
    reservations: ['Préciser à qui les familles écrivent pour exercer leurs droits.'],
    answeredVersion: await versionOf(dpd, id),
  });
  const dane = await as(db, 'dane', at(2, 14));
  const { opinions } = await dane.conventions.get({ id });
  for (const { id: reservationId } of opinions.flatMap(({ reservations }) => reservations))
    await dane.conventions.answerReservation({
      id,
      reservationId,
      answer: 'L’adresse des deux délégués figure à l’article 12 et à l’annexe A3.',
    });
  await act(await as(db, 'dane', at(3)), id, 'send_to_partner');
  await act(await as(db, 'projet', at(4)), id, 'accept_text');
  const session = civilDate(at(5));
  await (await as(db, 'projet', at(6))).conventions.enterDeliberation({
    id,
    number: `DEMO-${session.slice(0, 7)}`,
    organ: 'Conseil municipal',
    sessionOn: session,
    object: 'Convention relative à l’espace numérique de travail des écoles',
    transmittedOn: addDays(session, 1),
    publishedOn: addDays(session, 1),
    file: deliberationFile('deliberation-fictive.pdf'),
  });
  await act(await as(db, 'dane', at(6, 15)), id, 'mark_ready_to_sign');
}

/**
 * The commune that has gone furthest: a convention in force with écoles at every step of the attachment, a
 * second one, for the écoles that joined since, that waits for its mayor and for the DASEN.
 */
export async function argenteuil(db: Db, day: DaysAgo): Promise<void> {
  const schools = schoolsOf('95018');
  const [first, second] = [schools.slice(0, 10), schools.slice(10)];
  const projet = await as(db, 'projet', day(430));
  const { id: projectId, productId } = await openProject(db, projet, {
    name: argenteuilProject,
    insee: '95018',
    product: demonstrationProduct,
    uais: first,
    phase: 'deployment',
    startsOn: civilDate(day(420)),
    endsOn: civilDate(day(-660)),
    marketReference: 'DEMO-M-0114',
    marketEndsOn: civilDate(day(-210)),
    academyLeadName: 'Dominique Dane',
    academyLeadEmail: 'dane@demo.invalid',
    authorityLeadName: 'Alix Projet',
    authorityLeadEmail: 'projet@demo.invalid',
  });
  await projet.raci.start({ id: projectId });
  await agreeOnMatrix(db, day, projectId);
  await followWork(db, projectId, day);

  const drafter = await as(db, 'dane', day(425));
  const { id: inForce } = await drafter.conventions.create({
    projectId,
    title: 'Convention relative à l’ENT des écoles d’Argenteuil, première vague',
    effectiveOn: civilDate(day(330)),
    durationMonths: 36,
  });
  await fillFields(drafter, inForce, fields);
  await lead(db, inForce, day, 420, 11);
  await sign(db, await as(db, 'maire', day(345)), inForce, 'maire@demo.invalid', day(345));
  await sign(db, await as(db, 'dasen', day(340)), inForce, 'dasen@demo.invalid', day(340));
  await followCalendar(db, day(330));
  await attach(db, day, inForce, productId, first);
  await moveMatrixOn(db, day, projectId);

  await (await as(db, 'projet', day(120))).projects.setSchools({ id: projectId, uais: schools });
  const editor = await as(db, 'redaction', day(115));
  const { id: toSign, version } = await editor.conventions.create({
    projectId,
    title: 'Convention relative à l’ENT des écoles d’Argenteuil, seconde vague',
    effectiveOn: civilDate(day(-40)),
    durationMonths: 24,
  });
  await editor.conventions.update({ id: toSign, version, uais: second });
  await fillFields(editor, toSign, fields);
  await lead(db, toSign, day, 100, 15);
}

/** Requests of three days, left where each says. */
async function attach(db: Db, day: DaysAgo, conventionId: string, productId: string, schools: string[]) {
  const ask = async (ago: number, uais: string[]) =>
    (
      await (
        await as(db, 'projet', day(ago))
      ).aaf.create({
        uais,
        productId,
        conventionId,
        wantedOn: civilDate(day(ago - 30)),
        environment: 'production',
        eduConnect: true,
        gar: true,
        technicalContact: { name: 'Alix Projet', email: 'projet@demo.invalid' },
      })
    ).attachments;
  const move = async (
    ago: number,
    rows: { id: string }[],
    action: 'check' | 'start_test' | 'attach' | 'reject',
    reason?: string,
  ) => {
    const ids = rows.map(({ id }) => id);
    await (await as(db, 'annuaire', day(ago))).aaf.transition({ ids, action, reason });
  };
  const [early, late] = [schools.slice(0, 5), schools.slice(5, 9)];
  const asked = (await ask(320, early)).sort((a, b) => a.uai.localeCompare(b.uai));
  await move(315, asked.slice(0, 4), 'check');
  await move(
    315,
    asked.slice(4),
    'reject',
    'Les élèves de l’école ne sont pas tous inscrits dans ONDE\u00a0: à reprendre avec la circonscription.',
  );
  await move(308, asked.slice(0, 4), 'start_test');
  await move(290, asked.slice(0, 4), 'attach');

  const then = (await ask(45, late)).sort((a, b) => a.uai.localeCompare(b.uai));
  await move(40, then, 'check');
  await move(33, then.slice(0, 3), 'start_test');
  await move(12, then.slice(0, 2), 'attach');
  await ask(5, schools.slice(9));
}
