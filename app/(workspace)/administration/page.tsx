import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { AdministrationHome } from '@/components/administration/home';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Administration' };

export default async function Page() {
  const { ability, actor } = await currentContext();
  const can = {
    directory: ability.can('import', 'School'),
    organisations: ability.can('edit', 'Organisation'),
    people: ability.can('read', 'Membership'),
    academies: ability.can('edit', 'Academy'),
    products: ability.can('edit', 'Product'),
    mails: ability.can('read', 'OutgoingMail'),
    templates: ability.can('create', 'ConventionTemplate'),
  };
  if (!Object.values(can).some(Boolean)) forbidden();
  const seal = ability.can('create', 'Academy') ? await (await api()).signatures.sealHealth() : null;
  return <AdministrationHome can={can} academyCode={actor?.academyCode ?? null} seal={seal} />;
}
