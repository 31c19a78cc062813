import type { TemplateContent } from '../conventions/template/types';
import type { Tx } from '../db';
import { canonicalJson, sha256Hex } from '../documents/hash';

/** Key of the technical template of what was made elsewhere: no new convention begins with it. */
export const takeoverTemplateKey = 'convention-reprise';

/** Without sections nor variables: the text of a convention taken over is its scan. */
const content: TemplateContent = {
  format: 1,
  key: takeoverTemplateKey,
  name: 'Convention reprise (texte hors de l’application)',
  degree: 'primary',
  notice: 'Modèle technique : le texte d’une convention reprise est sa numérisation.',
  title: 'Convention reprise',
  sections: [],
  variables: [],
  clauses: [],
};

/** The version to which conventions taken over are pinned, made the first time. */
export async function takeoverTemplateVersion(tx: Tx): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${takeoverTemplateKey}))`;
  const found =
    (await tx.conventionTemplate.findFirst({
      where: { academyCode: null, key: takeoverTemplateKey },
      include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    })) ??
    (await tx.conventionTemplate.create({
      data: {
        key: takeoverTemplateKey,
        name: content.name,
        degree: content.degree,
        // It serves no shape and is retired from the start: nobody is ever offered it.
        shapes: [],
        retiredAt: new Date('2026-01-01T00:00:00.000Z'),
        versions: {
          create: { number: 1, content: { ...content }, sha256: sha256Hex(canonicalJson(content)) },
        },
      },
      include: { versions: true },
    }));
  const [version] = found.versions;
  if (!version) throw new Error('the template of taken-over conventions has no version');
  return version.id;
}
