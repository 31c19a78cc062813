import type { Project } from '@/prisma/generated/client';
import { recipientsOf } from '@/server/alerts/recipients';
import { tell } from '@/server/alerts/tell';
import type { PersonAct } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { counted } from '@/server/french';

/** Objections shown one by one in a mail; beyond, the page of the agreement shows all. */
const shown = 10;

/** Those who edit the matrix of a project learn of objections, but for whoever made them. */
export async function tellObjections(
  tx: Tx,
  act: PersonAct,
  project: Pick<Project, 'id' | 'name' | 'academyCode' | 'departmentCodes'>,
  objections: readonly { activity: string; actor: string; comment?: string }[],
): Promise<void> {
  const [first] = objections;
  if (!first) return;
  const about = { type: 'Project', id: project.id } as const;
  const editors = await recipientsOf(
    tx,
    {
      about,
      key: `raci_objection:${project.id}`,
      academyCode: project.academyCode,
      departmentCodes: project.departmentCodes,
      roles: ['academy_admin', 'academy_editor', 'authority_editor', 'mutualising_body'],
      hats: [],
    },
    act.now,
  );
  const who = `${act.actor.userName} (${act.actor.organisation.name})`;
  const left = objections.length - shown;
  await tell(
    tx,
    editors
      .filter(({ userId }) => userId !== act.actor.userId)
      .map((to) => ({
        to,
        family: 'conversations' as const,
        subject:
          objections.length === 1
            ? `Matrice des responsabilités\u00a0: une objection (${project.name})`
            : `Matrice des responsabilités\u00a0: ${counted(objections.length, 'objection')} (${project.name})`,
        paragraphs: [
          `${who} fait ${objections.length === 1 ? 'une objection' : counted(objections.length, 'objection')} à la matrice des responsabilités du projet «\u00a0${project.name}\u00a0».`,
          ...objections
            .slice(0, shown)
            .map(
              ({ activity, actor, comment }) => `${activity}, ${actor}\u00a0: «\u00a0${comment ?? ''}\u00a0»`,
            ),
          ...(left > 0 ? [`Et ${counted(left, 'autre objection', 'autres objections')}.`] : []),
          'Modifiez la case, ou répondez à la partie\u00a0: elle devra se prononcer à nouveau si la case change.',
        ],
        action: { label: 'Voir les objections', path: `/responsabilites/${project.id}/accord` },
        about: `Project:${project.id}`,
        academyCode: project.academyCode,
      })),
    act.now,
  );
}
