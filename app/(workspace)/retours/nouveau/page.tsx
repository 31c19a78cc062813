import type { Metadata } from 'next';
import { NewExperience } from '@/components/experience/new-experience';
import { type PageParams, param } from '@/components/ui/address';
import { authorityRoles } from '@/server/access/roles';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Écrire un retour d’expérience' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { actor }] = await Promise.all([api(), currentContext()]);
  const projects = await orNotFound(() => caller.experience.projects());
  return (
    <NewExperience
      projects={projects}
      projectRequired={authorityRoles.some((role) => role === actor?.role)}
      chosen={param(params, 'projet') || null}
    />
  );
}
