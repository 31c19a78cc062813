import { randomInt } from 'node:crypto';
import { as, type Caller } from '@/prisma/seed/demonstration/acting';
import {
  act,
  approve,
  deliberationFile,
  fillFields,
  sign,
  versionOf,
} from '@/prisma/seed/demonstration/conventions';
import { demonstrationProduct } from '@/prisma/seed/demonstration/projects';
import { civilDate, now, toDbDate } from '@/server/clock';
import { followCalendar } from '@/server/conventions/commands/calendar';
import { createDb, type Db } from '@/server/db';
import { searchable } from '@/server/territory/search';
import { uaiCheckLetter } from '@/server/territory/uai';

/**
 * Where a journey begins in the middle of the work, what came before it is done by the procedures, as the people
 * concerned: nothing by the back door but the schools themselves, which a directory brings.
 */

let held: Db | undefined;

/** The database of the application of this run. */
export function database(): Db {
  // What the procedures read of the configuration: the application's own.
  process.env.ACCORDENT_MODE ??= 'demonstration';
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  process.env.APP_URL = process.env.E2E_APP_URL;
  process.env.AUTH_SECRET = process.env.E2E_AUTH_SECRET;
  held ??= createDb(process.env.E2E_DATABASE_URL ?? '', 2);
  return held;
}

/** Calls the procedures as one of the demonstration people, now. */
export const caller = (person: string): Promise<Caller> => as(database(), person, now());

/** A name that no other test has. */
export const unique = (name: string) => `${name} ${randomInt(100_000, 1_000_000)}`;

export type Town = { insee: string; name: string; department: string; academy: string };
export const argenteuil: Town = { insee: '95018', name: 'Argenteuil', department: '95', academy: '25' };

export type School = { uai: string; name: string };

/** Écoles as a directory would bring them, with UAI that no other test has. */
export async function plantSchools(count: number, town = argenteuil): Promise<School[]> {
  const made: School[] = [];
  while (made.length < count) {
    const digits = `${town.department.padStart(3, '0')}${randomInt(6000, 9000)}`;
    const uai = `${digits}${uaiCheckLetter(digits)}`;
    const name = `École élémentaire d’essai ${uai}`;
    const { count: added } = await database().school.createMany({
      data: {
        uai,
        name,
        nature: 'elementaire',
        degree: 'primary',
        sector: 'public',
        communeCode: town.insee,
        knownCommuneCode: town.insee,
        communeName: town.name,
        departmentCode: town.department,
        academyCode: town.academy,
        openedOn: toDbDate('1998-09-01'),
        searchText: searchable(`${name} ${town.name} ${uai}`),
        factsHash: uai,
      },
      skipDuplicates: true,
    });
    if (added === 1) made.push({ uai, name });
  }
  return made;
}

export type PlantedProject = { id: string; name: string; productId: string; schools: School[] };

/** Another département of the académie: schools that come and go there move no figure that a journey of the 95 reads. */
export const boulogne: Town = {
  insee: '92012',
  name: 'Boulogne-Billancourt',
  department: '92',
  academy: '25',
};

/** A project of Argenteuil with its schools, opened by its chief of project. */
export async function plantProject({
  schools = 3,
  town = argenteuil,
  schoolsOf = argenteuil,
  person = 'projet',
} = {}) {
  const planted = await plantSchools(schools, schoolsOf);
  const product = await database().product.findUniqueOrThrow({ where: { name: demonstrationProduct } });
  const name = unique(`ENT d’essai de ${town.name}`);
  const who = await caller(person);
  const { id } = await who.projects.create({
    name,
    degree: 'primary',
    carrierInsee: town.insee,
    productId: product.id,
  });
  await who.projects.setSchools({ id, uais: planted.map(({ uai }) => uai) });
  return { id, name, productId: product.id, schools: planted } satisfies PlantedProject;
}

export type PlantedConvention = {
  id: string;
  number: string;
  title: string;
  project: PlantedProject;
};

const steps = [
  'draft',
  'academic_review',
  'partner_review',
  'awaiting_deliberation',
  'ready_to_sign',
  'in_force',
] as const;
export type Step = (typeof steps)[number];

const reached = (step: Step, to: Step) => steps.indexOf(to) >= steps.indexOf(step);

/** A convention of Argenteuil led to a state by the hands of each role; in force from today for three years. */
export async function plantConvention(
  to: Step,
  {
    schools = 3,
    schoolsOf = argenteuil,
    filled = true,
    effectiveOn = civilDate(now()),
    durationMonths = 36,
  } = {},
) {
  const project = await plantProject({ schools, schoolsOf });
  const dane = await caller('dane');
  const title = unique('Convention d’essai');
  const { id, number } = await dane.conventions.create({
    projectId: project.id,
    title,
    effectiveOn,
    durationMonths,
  });
  if (filled) await fillFields(dane, id);
  await leadOn(id, to);
  return { id, number, title, project } satisfies PlantedConvention;
}

/** Leads a convention or an avenant on to a state, from where it is, by the hands of each role. */
export async function leadOn(id: string, to: Step) {
  const dane = await caller('dane');
  const { status } = await dane.conventions.get({ id });
  const from = steps.find((step) => step === status) ?? 'draft';
  const passes = (step: Step) => reached(step, to) && !reached(step, from);
  if (passes('academic_review')) await act(dane, id, 'submit_for_review');
  if (passes('partner_review')) {
    await approve(await caller('dpd'), id, 'dpo');
    await approve(await caller('juridique'), id, 'legal');
    await act(dane, id, 'send_to_partner');
  }
  if (passes('awaiting_deliberation')) await act(await caller('projet'), id, 'accept_text');
  if (passes('ready_to_sign')) await openToSignature(id);
  if (passes('in_force')) {
    for (const person of ['maire', 'dasen'])
      await sign(database(), await caller(person), id, `${person}@demo.invalid`, now());
    // The limit on codes is for people; tests that sign all day must not meet it.
    await database().throttle.deleteMany({ where: { key: { startsWith: 'signature-code' } } });
    await followCalendar(database(), now());
  }
}

/** From `awaiting_deliberation`: the délibération is entered and the document opened to signature. */
export async function openToSignature(id: string): Promise<void> {
  await (await caller('projet')).conventions.enterDeliberation({
    id,
    number: 'ESSAI-1',
    organ: 'Conseil municipal',
    sessionOn: civilDate(now()),
    object: 'Convention ENT',
    transmittedOn: civilDate(now()),
    publishedOn: civilDate(now()),
    file: deliberationFile('deliberation.pdf'),
  });
  await act(await caller('dane'), id, 'mark_ready_to_sign');
}

/** An AAF request for schools of a convention in force, by the chief of project. */
export async function askAttachment(convention: PlantedConvention, uais: string[]) {
  return (await caller('projet')).aaf.create({
    uais,
    productId: convention.project.productId,
    conventionId: convention.id,
    wantedOn: civilDate(now()),
    environment: 'production',
    eduConnect: true,
    gar: false,
    technicalContact: { name: 'Alix Projet', email: 'projet@demo.invalid' },
    article28Reference: 'annexe RGPD d’essai',
    registerReference: 'fiche d’essai',
    conformityProof: 'attestation d’essai',
  });
}

/** The acts of the directory operator that attach schools, from the request to the end. */
export async function attach(uais: string[], productId: string) {
  const operator = await caller('annuaire');
  for (const action of ['check', 'start_test', 'attach'] as const) {
    const rows = await database().aafAttachment.findMany({
      where: { uai: { in: uais }, productId, status: { notIn: ['detached', 'rejected', 'cancelled'] } },
    });
    await operator.aaf.transition({ action, ids: rows.map(({ id }) => id) });
  }
}

export { act, fillFields, sign, versionOf };
