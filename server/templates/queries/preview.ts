import { prove, scope } from '@/server/access/scope';
import { civilDate, fromDbDate } from '@/server/clock';
import type { ComposeInput } from '@/server/conventions/compose';
import { loadConvention } from '@/server/conventions/load';
import { draftOf } from '@/server/conventions/loaded';
import { inSentence, partiesOf } from '@/server/conventions/parties';
import { initialValues } from '@/server/conventions/template/initial';
import { raciContentOf } from '@/server/raci/content';
import { natureLabel } from '@/server/territory/natures';
import type { Context } from '@/server/trpc/context';

/** What a template's text is composed with: everything but the template. */
export type PreviewFacts = Omit<ComposeInput, 'sections' | 'variables' | 'clauses' | 'title'>;

/** Conventions and projects of the académie on which a template can be tried, the most recent first. */
export async function previewChoices(ctx: Context) {
  const [conventions, projects] = await Promise.all([
    ctx.db.convention.findMany({
      where: scope(ctx.ability, 'read', 'Convention'),
      orderBy: { createdAt: 'desc' },
      take: 200,
      select: { id: true, number: true, degree: true, authority: { select: { name: true } } },
    }),
    ctx.db.project.findMany({
      where: scope(ctx.ability, 'read', 'Project'),
      orderBy: { name: 'asc' },
      take: 500,
      select: { id: true, name: true, degree: true },
    }),
  ]);
  return {
    conventions: conventions.map(({ authority, ...one }) => ({ ...one, authorityName: authority.name })),
    projects,
  };
}

export type PreviewChoices = Awaited<ReturnType<typeof previewChoices>>;

/** The real facts of a convention, or of a project that has none yet. */
export async function previewFacts(
  ctx: Context,
  input: { conventionId?: string | undefined; projectId?: string | undefined },
): Promise<PreviewFacts | null> {
  if (input.conventionId) {
    await prove(ctx.db, ctx.ability, 'read', 'Convention', input.conventionId);
    const loaded = await loadConvention(ctx.db, input.conventionId);
    const { sections: _s, variables: _v, clauses: _c, title: _t, ...facts } = draftOf(loaded);
    return {
      ...facts,
      composedOn: civilDate(ctx.now),
      parties: await partiesOf(ctx.db, loaded, ctx.now),
      raci: await raciContentOf(ctx.db, loaded.projectId, loaded.degree),
    };
  }
  if (!input.projectId) return null;
  await prove(ctx.db, ctx.ability, 'read', 'Project', input.projectId);
  const project = await ctx.db.project.findUniqueOrThrow({
    where: { id: input.projectId },
    include: {
      academy: true,
      carrier: true,
      product: { include: { vendor: true } },
      schools: { where: { removedOn: null }, include: { school: true }, orderBy: { uai: 'asc' } },
    },
  });
  const today = civilDate(ctx.now);
  return {
    system: {
      number: `${project.academyCode}-${today.slice(0, 4)}-0000`,
      academyName: project.academy.fullName,
      authorityName: project.carrier.name,
      projectName: project.name,
      productName: project.product?.name ?? null,
      vendorName: project.product?.vendor.name ?? null,
      effectiveOn: null,
      durationMonths: null,
      endsOn: null,
    },
    degree: project.degree,
    version: 1,
    draft: true,
    demonstration: project.demonstration,
    composedOn: today,
    verificationUrl: null,
    values: initialValues({
      authorityKind: project.carrier.kind,
      marketReference: project.marketReference,
      marketEndsOn: fromDbDate(project.marketEndsOn),
    }),
    parties: [
      {
        side: 'state',
        name: `l’${project.academy.fullName.replace(/^l[’']/, '')}`,
        siren: null,
        signatoryName: null,
        signatoryQuality: 'Recteur d’académie',
        delegation: null,
      },
      {
        side: 'authority',
        name: inSentence(project.carrier.name),
        siren: project.carrier.siren,
        signatoryName: null,
        signatoryQuality: null,
        delegation: null,
      },
    ],
    deliberation: null,
    schools: project.schools.map(({ school, addedOn }) => ({
      uai: school.uai,
      name: school.name,
      commune: school.communeName,
      nature: natureLabel(school.nature),
      sector: school.sector === 'public' ? 'public' : school.sector === 'private' ? 'privé' : 'non renseigné',
      entryOn: fromDbDate(addedOn),
    })),
    raci: await raciContentOf(ctx.db, project.id, project.degree),
  };
}
