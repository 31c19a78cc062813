import { validOn } from '../../access/actor';
import { scope } from '../../access/scope';
import { civilDate, toDbDate } from '../../clock';
import type { Context } from '../../trpc/context';
import { inSentence } from '../parties';
import type { TemplateContent } from '../template/types';
import { statusLabels } from '../transitions';

/** What one may start with for a project: templates with the shapes they serve, and what each shape asks for. */
export async function startOptions(ctx: Context, id: string) {
  const project = await ctx.db.project.findUniqueOrThrow({
    where: { id },
    include: {
      schools: {
        where: { removedOn: null, school: { is: { degree: 'secondary' } } },
        include: { school: { select: { uai: true, name: true, communeName: true } } },
        orderBy: { uai: 'asc' },
      },
    },
  });
  const { academyCode, degree } = project;
  const own = ctx.actor?.role === 'mutualising_body' ? { id: ctx.actor.organisation.id } : {};
  const [templates, frameworks, bodies] = await Promise.all([
    ctx.db.conventionTemplate.findMany({
      where: {
        degree,
        kind: 'convention',
        retiredAt: null,
        versions: { some: {} },
        OR: [{ academyCode }, { academyCode: null }],
      },
      orderBy: [{ academyCode: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
      include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    }),
    ctx.db.convention.findMany({
      where: {
        academyCode,
        degree,
        kind: 'convention',
        shape: 'framework',
        status: { notIn: ['abandoned', 'archived', 'terminated', 'expired', 'renewed'] },
      },
      orderBy: { number: 'desc' },
      select: { id: true, number: true, status: true, authority: { select: { name: true } } },
    }),
    ctx.db.organisation.findMany({
      where: { kind: 'mutualising_body', academyCode, ...own },
      orderBy: { name: 'asc' },
      include: {
        mandates: {
          where: validOn(toDbDate(civilDate(ctx.now))),
          include: { authority: { select: { id: true, name: true } } },
          orderBy: { authority: { name: 'asc' } },
        },
      },
    }),
  ]);
  return {
    degree,
    templates: templates.map((row) => ({
      id: row.id,
      name: row.name,
      isNational: row.academyCode === null,
      shapes: row.shapes,
      version: row.versions[0]?.number ?? 1,
      notice: (row.versions[0]?.content as unknown as TemplateContent | undefined)?.notice ?? '',
    })),
    frameworks: frameworks.map((row) => ({
      id: row.id,
      label: `${row.number} – ${row.authority.name}`,
      statusLabel: statusLabels[row.status].label,
      isOpen: row.status === 'signed' || row.status === 'in_force',
    })),
    bodies: bodies
      .filter(
        (body) =>
          body.authorityId === project.carrierId ||
          body.mandates.some(({ authorityId }) => authorityId === project.carrierId),
      )
      .map((body) => ({
        id: body.id,
        name: body.name,
        mandates: body.mandates.map(({ authority }) => ({
          id: authority.id,
          name: authority.name,
          isCarrier: authority.id === project.carrierId,
        })),
      })),
    establishments: project.schools.map(({ school }) => ({
      uai: school.uai,
      label: school.name,
      detail: `${school.uai} – ${school.communeName}`,
    })),
  };
}

export type StartOptions = Awaited<ReturnType<typeof startOptions>>;

/** Framework and children, convention and companions, as both sides show them; only what this person may read. */
export async function familyOf(ctx: Context, id: string) {
  const found = await ctx.db.convention.findUniqueOrThrow({
    where: { id },
    select: {
      kind: true,
      shape: true,
      status: true,
      product: { select: { name: true } },
      parent: {
        select: { id: true, number: true, title: true, shape: true, authority: { select: { name: true } } },
      },
      body: { select: { name: true } },
      beneficiaries: {
        include: { authority: { select: { name: true } } },
        orderBy: { authority: { name: 'asc' } },
      },
    },
  });
  const children = await ctx.db.convention.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'Convention'), { parentId: id }] },
    orderBy: { number: 'asc' },
    select: {
      id: true,
      number: true,
      kind: true,
      status: true,
      signedAt: true,
      authority: { select: { name: true } },
      _count: { select: { schools: { where: { leftOn: null } } } },
    },
  });
  const readable = found.parent
    ? await ctx.db.convention.count({
        where: { AND: [scope(ctx.ability, 'read', 'Convention'), { id: found.parent.id }] },
      })
    : 0;
  return {
    kind: found.kind,
    shape: found.shape,
    parent: found.parent && {
      id: found.parent.id,
      number: found.parent.number,
      isFramework: found.parent.shape === 'framework',
      authorityName: inSentence(found.parent.authority.name),
      mayOpen: readable > 0,
    },
    body: found.body?.name ?? null,
    beneficiaries: found.beneficiaries.map(({ authority }) => authority.name),
    children: children.map(({ authority, _count, ...child }) => ({
      id: child.id,
      number: child.number,
      kind: child.kind,
      statusLabel: statusLabels[child.status],
      isAbandoned: child.status === 'abandoned',
      signedAt: child.signedAt?.toISOString() ?? null,
      authorityName: authority.name,
      schools: _count.schools,
    })),
    mayOpenAgreement:
      found.kind === 'convention' &&
      found.shape !== 'framework' &&
      found.status !== 'abandoned' &&
      found.product !== null &&
      ctx.ability.can('edit', 'Convention') &&
      !children.some(({ kind, status }) => kind === 'processing_agreement' && status !== 'abandoned'),
  };
}

export type ConventionFamily = Awaited<ReturnType<typeof familyOf>>;
