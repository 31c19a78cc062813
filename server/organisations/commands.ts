import { subject } from '@casl/ability';
import type { Organisation } from '@/prisma/generated/client';
import type { Actor } from '../access/actor';
import { rulesFor } from '../access/rules';
import { change, nationalChain, type PersonAct } from '../audit/journal';
import { addDays } from '../calendar';
import { civilDate, toDbDate } from '../clock';
import type { Tx } from '../db';
import { forbidden, invalid, notFound } from '../errors';
import { checkUai } from '../territory/uai';
import { creatableKinds, type OrganisationKind } from './domain';
import type { CreateOrganisation, UpdateOrganisation } from './schema';

type Placed = {
  kind: OrganisationKind;
  name: string;
  academyCode: string | null;
  departmentCode: string | null;
  authorityId: string | null;
  vendorId: string | null;
  uai: string | null;
};

const nowhere = {
  academyCode: null,
  departmentCode: null,
  authorityId: null,
  vendorId: null,
  uai: null,
};

/** What an organisation stands for, read from the reference data; the field that names it is refused if unknown. */
async function place(tx: Tx, actor: Actor, input: CreateOrganisation): Promise<Placed & { field: string }> {
  switch (input.kind) {
    case 'platform':
    case 'ministry':
      return { ...nowhere, kind: input.kind, name: input.name, field: 'name' };
    case 'academy': {
      const academy = await tx.academy.findUnique({ where: { code: input.academyCode } });
      if (!academy) throw invalid({ academyCode: 'Cette académie n’existe pas.' });
      const name = academy.fullName.replace(/^./, (first) => first.toUpperCase());
      return { ...nowhere, kind: 'academy', name, academyCode: academy.code, field: 'academyCode' };
    }
    case 'dsden': {
      const department = await tx.department.findUnique({ where: { code: input.departmentCode } });
      if (!department) throw invalid({ departmentCode: 'Ce département n’existe pas.' });
      return {
        ...nowhere,
        kind: 'dsden',
        name: `DSDEN – ${department.name} (${department.code})`,
        academyCode: department.academyCode,
        departmentCode: department.code,
        field: 'departmentCode',
      };
    }
    case 'authority': {
      const authority = await tx.authority.findUnique({
        where: { id: input.authorityId },
        include: { department: true },
      });
      if (!authority) throw invalid({ authorityId: 'Cette collectivité est inconnue.' });
      return {
        ...nowhere,
        kind: 'authority',
        name: authority.name,
        academyCode: authority.department?.academyCode ?? null,
        authorityId: authority.id,
        field: 'authorityId',
      };
    }
    case 'mutualising_body': {
      const academyCode = input.academyCode ?? actor.academyCode;
      const academy = academyCode && (await tx.academy.findUnique({ where: { code: academyCode } }));
      if (!academy) throw invalid({ academyCode: 'Choisissez l’académie avec laquelle elle travaille.' });
      return {
        ...nowhere,
        kind: 'mutualising_body',
        name: input.name,
        academyCode: academy.code,
        field: 'name',
      };
    }
    case 'vendor': {
      const vendor = await tx.vendor.upsert({
        where: { name: input.name },
        create: { name: input.name },
        update: {},
      });
      return { ...nowhere, kind: 'vendor', name: vendor.name, vendorId: vendor.id, field: 'name' };
    }
    case 'school': {
      const { uai } = checkUai(input.uai);
      const school = await tx.school.findUnique({ where: { uai } });
      if (!school) throw invalid({ uai: 'Cet UAI est absent de l’annuaire des établissements.' });
      return {
        ...nowhere,
        kind: 'school',
        name: `${school.name} (${school.communeName})`,
        academyCode: school.academyCode,
        uai,
        field: 'uai',
      };
    }
  }
}

/** Creates an organisation, once for what it stands for. */
export async function createNewOrganisation(
  act: PersonAct,
  input: CreateOrganisation,
): Promise<{ id: string }> {
  const { actor } = act;
  if (!creatableKinds(actor.role).includes(input.kind))
    throw forbidden('Votre rôle ne permet pas de créer une organisation de ce type.');
  return change(act, async (tx) => {
    const { field, ...placed } = await place(tx, actor, input);
    if (!rulesFor(actor).can('create', subject('Organisation', placed as Organisation)))
      throw invalid({ [field]: 'Cette organisation ne relève pas de votre académie.' });
    // Two creations at once of the same organisation: the second waits, then finds the first.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('organisation'))::text`;
    const { name, ...standsFor } = placed;
    const named = ['platform', 'ministry', 'mutualising_body'].includes(placed.kind) ? { name } : {};
    const twin = await tx.organisation.findFirst({ where: { ...standsFor, ...named } });
    if (twin) throw invalid({ [field]: `Cette organisation existe déjà : ${twin.name}.` });
    const created = await tx.organisation.create({ data: { ...placed, createdAt: act.now } });
    return {
      result: { id: created.id },
      journal: {
        chain: placed.academyCode ?? nationalChain,
        action: 'organisation.created',
        objectType: 'Organisation',
        objectId: created.id,
        after: { kind: placed.kind, name: placed.name },
      },
    };
  });
}

/** Renames an organisation; what it stands for never changes. */
export async function renameOrganisation(
  act: PersonAct,
  input: UpdateOrganisation & { id: string },
): Promise<void> {
  await change(act, async (tx) => {
    const before = await tx.organisation.findUnique({ where: { id: input.id } });
    if (!before) throw notFound('Cette organisation');
    if (before.name === input.name) return { result: undefined, journal: null };
    await tx.organisation.update({ where: { id: input.id }, data: { name: input.name } });
    return {
      result: undefined,
      journal: {
        chain: before.academyCode ?? nationalChain,
        action: 'organisation.renamed',
        objectType: 'Organisation',
        objectId: input.id,
        before: { name: before.name },
        after: { name: input.name },
      },
    };
  });
}

async function mutualisingBody(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = ${id} FOR UPDATE`;
  const body = await tx.organisation.findUnique({ where: { id } });
  if (!body) throw notFound('Cette organisation');
  if (body.kind !== 'mutualising_body')
    throw invalid({ authorityId: 'Seule une structure mutualisatrice agit pour des collectivités.' });
  return body;
}

/**
 * A mutualising body acts for this authority from today on. Its people will read that authority's conventions,
 * so both must stand in the same académie; only the operator may bind others.
 */
export async function giveMandate(act: PersonAct, input: { id: string; authorityId: string }): Promise<void> {
  await change(act, async (tx) => {
    const body = await mutualisingBody(tx, input.id);
    const authority = await tx.authority.findUnique({
      where: { id: input.authorityId },
      include: { department: true },
    });
    if (!authority) throw invalid({ authorityId: 'Cette collectivité est inconnue.' });
    const academyCode = authority.department?.academyCode ?? null;
    if (act.actor.role !== 'operator' && academyCode !== act.actor.academyCode)
      throw invalid({ authorityId: 'Cette collectivité ne relève pas de votre académie.' });
    const today = toDbDate(civilDate(act.now));
    const key = { organisationId: body.id, authorityId: authority.id };
    const known = await tx.mutualisingMandate.findUnique({ where: { organisationId_authorityId: key } });
    if (known && (known.validUntil === null || known.validUntil >= today))
      throw invalid({ authorityId: 'La structure agit déjà pour cette collectivité.' });
    await tx.mutualisingMandate.upsert({
      where: { organisationId_authorityId: key },
      create: { ...key, validFrom: today },
      update: { validFrom: today, validUntil: null },
    });
    return {
      result: undefined,
      journal: {
        chain: body.academyCode ?? nationalChain,
        action: 'organisation.mandate_given',
        objectType: 'Organisation',
        objectId: body.id,
        after: { authority: authority.name },
      },
    };
  });
}

/** Ends a mandate at once: yesterday was its last day. */
export async function endMandate(act: PersonAct, input: { id: string; authorityId: string }): Promise<void> {
  await change(act, async (tx) => {
    const body = await mutualisingBody(tx, input.id);
    const today = civilDate(act.now);
    const { count } = await tx.mutualisingMandate.updateMany({
      where: {
        organisationId: body.id,
        authorityId: input.authorityId,
        OR: [{ validUntil: null }, { validUntil: { gte: toDbDate(today) } }],
      },
      data: { validUntil: toDbDate(addDays(today, -1)) },
    });
    if (count !== 1) throw notFound('Ce mandat');
    const authority = await tx.authority.findUniqueOrThrow({ where: { id: input.authorityId } });
    return {
      result: undefined,
      journal: {
        chain: body.academyCode ?? nationalChain,
        action: 'organisation.mandate_ended',
        objectType: 'Organisation',
        objectId: body.id,
        before: { authority: authority.name },
      },
    };
  });
}
