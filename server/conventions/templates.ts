import type { Tx } from '../db';
import type { TemplateContent, TemplateKind, TemplateShape } from './template/types';

export type TemplateWanted = {
  academyCode: string;
  degree: 'primary' | 'secondary';
  kind?: TemplateKind;
  shape?: TemplateShape;
  /** One template by its id, or all those of a key; the first that serves when both are absent. */
  templateId?: string | undefined;
  key?: string | undefined;
};

/**
 * The template version with which a new convention begins: the académie's own before the national one, among those
 * that serve this degree and shape and are not retired.
 */
export async function startingTemplate(tx: Tx, wanted: TemplateWanted) {
  const { academyCode, degree, kind = 'convention', shape = 'bipartite', templateId, key } = wanted;
  const template = await tx.conventionTemplate.findFirst({
    where: {
      degree,
      kind,
      shapes: { has: shape },
      retiredAt: null,
      OR: [{ academyCode }, { academyCode: null }],
      ...(templateId ? { id: templateId } : {}),
      ...(key ? { key } : {}),
      versions: { some: {} },
    },
    orderBy: [{ academyCode: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
    include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
  });
  const version = template?.versions[0];
  return version ? { id: version.id, content: version.content as unknown as TemplateContent } : null;
}
