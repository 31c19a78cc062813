import 'server-only';
import { navigation } from '@/components/frame/navigation';
import type { FrameSession, NavItem } from '@/components/frame/session';
import { validOn } from '@/server/access/actor';
import { roleLabels } from '@/server/access/roles';
import type { Ability } from '@/server/access/rules';
import { civilDate, toDbDate } from '@/server/clock';
import { config } from '@/server/config';
import type { Context } from '@/server/trpc/context';
import { callerFor } from '@/server/trpc/root';

/** Which rooms a hat may enter; a room it may not read is not shown. */
const opens: Record<NavItem['icon'], (ability: Ability) => boolean> = {
  dashboard: () => true,
  projects: (ability) => ability.can('read', 'Project'),
  conventions: (ability) => ability.can('read', 'Convention'),
  aaf: (ability) => ability.can('read', 'AafAttachment'),
  raci: (ability) => ability.can('read', 'Project'),
  coverage: () => true,
  experience: () => true,
  agenda: (ability) => ability.can('read', 'Convention'),
  administration: (ability) => ability.can('import', 'School') || ability.can('edit', 'Organisation'),
};

/** What the frame shows of this session, or null when nobody wears a hat. */
export async function frameSession(context: Context): Promise<FrameSession | null> {
  const { actor, ability, db, now } = context;
  if (!actor) return null;
  const hats = await db.membership.findMany({
    where: { userId: actor.userId, ...validOn(toDbDate(civilDate(now))) },
    select: { id: true, role: true, organisation: { select: { name: true } } },
    orderBy: [{ organisation: { name: 'asc' } }, { role: 'asc' }],
  });
  const waiting = await callerFor(context).dashboard.waiting();
  const { mode, operatorName, brand } = config();
  return {
    userName: actor.userName,
    email: actor.email,
    hat: { id: actor.membershipId, label: roleLabels[actor.role], organisation: actor.organisation.name },
    hats: hats.map((hat) => ({
      id: hat.id,
      label: roleLabels[hat.role],
      organisation: hat.organisation.name,
    })),
    nav: navigation.filter((item) => opens[item.icon](ability)),
    acts: [
      ...(ability.can('create', 'Project') ? [{ label: 'Nouveau projet', href: '/projets/nouveau' }] : []),
      ...(ability.can('create', 'Convention')
        ? [
            { label: 'Nouvelle convention', href: '/conventions/nouvelle' },
            { label: 'Conventions en nombre', href: '/conventions/en-nombre' },
          ]
        : []),
      ...(ability.can('read', 'ConventionTemplate')
        ? [
            { label: 'Modèles et clauses', href: '/modeles' },
            { label: 'Écarts aux clauses obligatoires', href: '/modeles/ecarts' },
          ]
        : []),
    ],
    alertCount: waiting.count,
    mode,
    productName: brand.productName,
    operatorName,
    logoPath: brand.logoPath,
  };
}
