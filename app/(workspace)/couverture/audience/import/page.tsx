import type { Metadata } from 'next';
import { ImportsPage } from '@/components/audience/imports-page';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Importer une mesure d’audience' };

export default async function Page() {
  const [caller, { ability, actor }] = await Promise.all([api(), currentContext()]);
  const imports = await orNotFound(() => caller.audience.imports());
  return (
    <ImportsPage
      imports={imports}
      mayImport={ability.can('create', 'AudienceImport')}
      academyName={actor?.role === 'operator' ? null : (actor?.organisation.name ?? null)}
    />
  );
}
