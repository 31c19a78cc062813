import type { PersonAct } from '@/server/audit/journal';
import { validOn } from '../access/actor';
import { civilDate, toDbDate } from '../clock';
import type { Tx } from '../db';
import { invalid } from '../errors';
import { listed } from '../french';
import type { ConventionStatus } from './facts';
import { statusLabels } from './lifecycle';
import type { CreateConvention } from './schema';
import type { TemplateShape } from './template/types';

type Project = {
  id: string;
  academyCode: string;
  carrierId: string;
  degree: 'primary' | 'secondary';
  schools: readonly { uai: string; school: { degree: string; name: string } }[];
};

/** What a shape adds to a new convention. */
export type ShapeParts = {
  uais: string[];
  establishmentUai: string | null;
  bodyId: string | null;
  beneficiaryIds: string[];
  parentId: string | null;
};

/** States in which a framework takes children: signed, and not over. */
const opensChildren: readonly ConventionStatus[] = ['signed', 'in_force'];

/**
 * Checks what the shape of a new convention asks for (DOMAIN §4, shapes).
 * @throws AppError invalid, on the field to mend.
 */
export async function shapeParts(
  tx: Tx,
  act: PersonAct,
  project: Project,
  input: CreateConvention,
): Promise<ShapeParts> {
  const shape = input.shape ?? 'bipartite';
  const all = project.schools.map(({ uai }) => uai);
  const parts: ShapeParts = {
    uais: shape === 'framework' ? [] : all,
    establishmentUai: null,
    bodyId: null,
    beneficiaryIds: [],
    parentId: input.parentId ? await framework(tx, project, shape, input.parentId) : null,
  };
  if (shape === 'tripartite') {
    const uai = establishment(project, input.establishmentUai);
    return { ...parts, uais: [uai], establishmentUai: uai };
  }
  if (shape === 'mutualised') return { ...parts, ...(await mandated(tx, act, project, input)) };
  return parts;
}

function establishment(project: Project, uai: string | null | undefined): string {
  if (project.degree !== 'secondary')
    throw invalid({
      shape: 'Une convention tripartite porte sur un collège ou un lycée : ce projet est du premier degré.',
    });
  if (!uai) throw invalid({ establishmentUai: 'Choisissez le collège ou le lycée qui sera partie.' });
  const found = project.schools.find((one) => one.uai === uai);
  if (!found)
    throw invalid({ establishmentUai: 'Cet établissement n’est pas dans le projet : ajoutez-l’y d’abord.' });
  if (found.school.degree !== 'secondary')
    throw invalid({ establishmentUai: `${found.school.name} n’est ni un collège ni un lycée.` });
  return uai;
}

async function framework(tx: Tx, project: Project, shape: TemplateShape, id: string): Promise<string> {
  const parent = await tx.convention.findUnique({
    where: { id },
    select: {
      id: true,
      number: true,
      academyCode: true,
      kind: true,
      shape: true,
      degree: true,
      status: true,
    },
  });
  if (
    parent?.academyCode !== project.academyCode ||
    parent.kind !== 'convention' ||
    parent.shape !== 'framework'
  )
    throw invalid({ parentId: 'Cette convention-cadre n’existe pas dans l’académie du projet.' });
  if (shape === 'framework')
    throw invalid({ parentId: 'Une convention-cadre ne se rattache pas à une autre.' });
  if (parent.degree !== project.degree)
    throw invalid({ parentId: `La convention-cadre ${parent.number} porte sur l’autre degré.` });
  if (!opensChildren.includes(parent.status))
    throw invalid({
      parentId: `La convention-cadre ${parent.number} est à l’état «\u00a0${statusLabels[parent.status].label} » : une convention d’application ne commence que sous un cadre signé ou en vigueur.`,
    });
  return parent.id;
}

async function mandated(tx: Tx, act: PersonAct, project: Project, input: CreateConvention) {
  if (!input.bodyId) throw invalid({ bodyId: 'Choisissez la structure qui signera pour les collectivités.' });
  const body = await tx.organisation.findUnique({
    where: { id: input.bodyId },
    include: {
      mandates: {
        where: validOn(toDbDate(civilDate(act.now))),
        include: { authority: { select: { id: true, name: true } } },
      },
    },
  });
  if (body?.kind !== 'mutualising_body' || body.academyCode !== project.academyCode)
    throw invalid({ bodyId: 'Cette structure mutualisatrice n’existe pas dans l’académie du projet.' });
  if (act.actor.role === 'mutualising_body' && act.actor.organisation.id !== body.id)
    throw invalid({ bodyId: 'Vous ne pouvez engager que votre propre structure.' });
  const ids = [...new Set(input.beneficiaryIds ?? [])];
  if (ids.length === 0)
    throw invalid({
      beneficiaryIds: 'Choisissez au moins une collectivité pour laquelle la structure signe.',
    });
  const mandates = new Set(body.mandates.map(({ authorityId }) => authorityId));
  const without = ids.filter((id) => !mandates.has(id));
  if (without.length > 0) {
    const names = await tx.authority.findMany({ where: { id: { in: without } }, select: { name: true } });
    throw invalid({
      beneficiaryIds: `${body.name} n’a pas de mandat en cours pour ${names.length > 0 ? listed(names.map(({ name }) => name)) : 'ces collectivités'}.`,
    });
  }
  if (!mandates.has(project.carrierId) && body.authorityId !== project.carrierId)
    throw invalid({
      bodyId: `${body.name} n’a pas de mandat en cours pour la collectivité qui porte le projet.`,
    });
  return { bodyId: body.id, beneficiaryIds: ids };
}
