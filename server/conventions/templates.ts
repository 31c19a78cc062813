import type { Db, Tx } from '../db';
import { canonicalJson, sha256Hex } from '../documents/hash';
import { primaryTemplate } from './template/primary';
import { secondaryTemplate } from './template/secondary';
import type { TemplateContent } from './template/types';

/** The national base: the application's own proposals, published as they stand in the code. */
const nationalTemplates: readonly TemplateContent[] = [primaryTemplate, secondaryTemplate];

/**
 * Publishes the national templates: a text that changed makes a new immutable version, the same text makes
 * none. Conventions keep the version they began with.
 */
export async function publishNationalTemplates(db: Db): Promise<void> {
  for (const content of nationalTemplates) {
    const sha256 = sha256Hex(canonicalJson(content));
    await db.$transaction(async (tx) => {
      const found =
        (await tx.conventionTemplate.findFirst({ where: { academyCode: null, key: content.key } })) ??
        (await tx.conventionTemplate.create({
          data: { key: content.key, name: content.name, degree: content.degree },
        }));
      const last = await tx.templateVersion.findFirst({
        where: { templateId: found.id },
        orderBy: { number: 'desc' },
        select: { number: true, sha256: true },
      });
      if (last?.sha256 === sha256) return;
      await tx.templateVersion.create({
        data: { templateId: found.id, number: (last?.number ?? 0) + 1, content: { ...content }, sha256 },
      });
    });
  }
}

/** The template version with which a new convention begins: the académie's own before the national one. */
export async function startingTemplate(
  tx: Tx,
  academyCode: string,
  degree: 'primary' | 'secondary',
  key?: string,
) {
  const template = await tx.conventionTemplate.findFirst({
    where: {
      degree,
      OR: [{ academyCode }, { academyCode: null }],
      ...(key ? { key } : {}),
      versions: { some: {} },
    },
    orderBy: { academyCode: { sort: 'asc', nulls: 'last' } },
    include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
  });
  const version = template?.versions[0];
  return version ? { id: version.id, content: version.content as unknown as TemplateContent } : null;
}
