import { fromDbDate, toDbDate } from '../clock';
import type { Db } from '../db';
import { sealNow } from '../signature/commands/seal';
import { uaiCheckLetter } from '../territory/uai';
import { callerOf, testNow } from './people';

/** A small PDF, complete enough for a délibération. */
export const smallPdf = {
  name: 'deliberation.pdf',
  contentBase64: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ).toString('base64'),
};

let rank = 0;

/** Écoles of a commune, made for a test: `count` of them, with valid UAI that no other scene uses. */
export async function plantSchools(
  db: Db,
  commune: { code: string; name: string; department: string },
  count: number,
) {
  const academy = await db.department.findUniqueOrThrow({ where: { code: commune.department } });
  const uais: string[] = [];
  for (let i = 0; i < count; i += 1) {
    rank += 1;
    const digits = `0${commune.department}${String(8000 + rank).padStart(4, '0')}`.slice(-7);
    const uai = `${digits}${uaiCheckLetter(digits)}`;
    uais.push(uai);
    await db.school.create({
      data: {
        uai,
        name: `École élémentaire n° ${rank}`,
        nature: 'elementaire',
        degree: 'primary',
        sector: 'public',
        communeCode: commune.code,
        knownCommuneCode: commune.code,
        communeName: commune.name,
        departmentCode: commune.department,
        academyCode: academy.academyCode,
        searchText: `ecole elementaire n ${rank} ${commune.name.toLowerCase()} ${uai.toLowerCase()}`,
        factsHash: uai,
        state: 'open',
        openedOn: toDbDate('1990-09-01'),
      },
    });
  }
  return uais;
}

export const argenteuil = { code: '95018', name: 'Argenteuil', department: '95' };

/** A project of Argenteuil with an ENT and some schools, made by its DANE. */
export async function plantProject(db: Db, { schools = 3 } = {}) {
  const uais = await plantSchools(db, argenteuil, schools);
  const carrier = await db.authority.findUniqueOrThrow({
    where: { kind_code: { kind: 'commune', code: '95018' } },
  });
  const product = await db.product.findFirstOrThrow({
    where: { kind: 'ent', degrees: { has: 'primary' } },
    orderBy: { name: 'asc' },
  });
  const dane = await callerOf(db, 'dane');
  const project = await dane.projects.create({
    name: `ENT des écoles d’Argenteuil ${rank}`,
    degree: 'primary',
    carrierId: carrier.id,
    productId: product.id,
  });
  await dane.projects.setSchools({ id: project.id, uais });
  return { id: project.id, uais, productId: product.id };
}

/** A convention of that project with its required fields filled, still a draft. */
export async function plantConvention(db: Db, { schools = 3, effectiveOn = fromDbDate(testNow) } = {}) {
  const project = await plantProject(db, { schools });
  const dane = await callerOf(db, 'dane');
  const created = await dane.conventions.create({ projectId: project.id, effectiveOn, durationMonths: 36 });
  await fillFields(db, created.id);
  return { id: created.id, number: created.number, project };
}

/** Gives each required field of a draft that is still empty a value of its type. */
export async function fillFields(db: Db, id: string) {
  const dane = await callerOf(db, 'dane');
  const text = await dane.conventions.text({ id });
  const { missing } = await dane.conventions.get({ id });
  await dane.conventions.updateVariables({
    id,
    values: missing.map(({ key }) => {
      const variable = text.compose.variables.find((one) => one.key === key);
      if (!variable) throw new Error(`${key} is missing but no field of the template`);
      return { key, value: exampleValue(variable), version: 0 };
    }),
  });
}

type Field = {
  type: string;
  example: string;
  options?: { value: string }[] | undefined;
  min?: number | undefined;
};

function exampleValue(field: Field): string | number | boolean {
  if (field.type === 'boolean') return true;
  if (field.type === 'number' || field.type === 'money') return field.min ?? 12;
  if (field.type === 'choice') return field.options?.[0]?.value ?? '';
  if (field.type === 'date') return '2026-12-01';
  if (field.type === 'email') return 'contact@demo.invalid';
  return field.example || 'Texte de démonstration';
}

const statusSteps = ['academic_review', 'partner_review', 'awaiting_deliberation', 'ready_to_sign'] as const;

/** Leads a draft by the hands of each role up to a state; everything by the procedures, nothing by the back door. */
export async function lead(db: Db, id: string, to: (typeof statusSteps)[number], now = testNow) {
  const as = (person: string) => callerOf(db, person, { now });
  const versionOf = async () => (await (await as('dane')).conventions.get({ id })).version;
  const wanted = statusSteps.slice(0, statusSteps.indexOf(to) + 1);
  for (const step of wanted) {
    if (step === 'academic_review')
      await (await as('dane')).conventions.transition({
        id,
        action: 'submit_for_review',
        version: await versionOf(),
      });
    if (step === 'partner_review') {
      for (const [person, kind] of [
        ['dpd', 'dpo'],
        ['juridique', 'legal'],
      ] as const)
        await (await as(person)).conventions.giveOpinion({
          id,
          kind,
          verdict: 'favourable',
          answeredVersion: await versionOf(),
        });
      await (await as('dane')).conventions.transition({
        id,
        action: 'send_to_partner',
        version: await versionOf(),
      });
    }
    if (step === 'awaiting_deliberation')
      await (await as('projet')).conventions.transition({
        id,
        action: 'accept_text',
        version: await versionOf(),
      });
    if (step === 'ready_to_sign') {
      await (await as('projet')).conventions.enterDeliberation({
        id,
        number: '2026-114',
        organ: 'Conseil municipal',
        sessionOn: '2026-10-12',
        object: 'Convention ENT des écoles',
        transmittedOn: '2026-10-15',
        publishedOn: '2026-10-16',
        file: smallPdf,
      });
      await (await as('dane')).conventions.transition({
        id,
        action: 'mark_ready_to_sign',
        version: await versionOf(),
      });
    }
  }
}

/**
 * Signs as one of the signatories, with the code read from the outgoing mail. When it was the last one, what the
 * queue does next is done at once: the status that is answered is the one after the seal.
 */
export async function signAs(db: Db, id: string, person: string, now = testNow) {
  const caller = await callerOf(db, person, { now });
  await caller.conventions.requestSignatureCode({ id });
  const code = await lastCode(db, `${person}@demo.invalid`);
  const { version, frozen } = await caller.conventions.get({ id });
  if (!frozen) throw new Error('nothing is frozen');
  const signed = await caller.conventions.sign({ id, code, consent: true, version, sha256: frozen.sha256 });
  if (signed.status !== 'awaiting_seal') return signed;
  await sealNow(db, id, now);
  return {
    ...signed,
    ...(await db.convention.findUniqueOrThrow({ where: { id }, select: { status: true, version: true } })),
  };
}

/** The one-time code in the last letter to an address. */
export async function lastCode(db: Db, to: string): Promise<string> {
  const mail = await db.outgoingMail.findFirstOrThrow({
    where: { to, subject: { contains: 'Code de signature' } },
    orderBy: { createdAt: 'desc' },
  });
  const code = /^\d{6}$/m.exec(mail.text)?.[0];
  if (!code) throw new Error('no code in the letter');
  return code;
}
