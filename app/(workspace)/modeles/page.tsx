import type { Metadata } from 'next';
import { TemplateList } from '@/components/templates/template-list';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Modèles de convention' };

export default async function Page() {
  const caller = await api();
  const templates = await orNotFound(() => caller.templates.list());
  const { ability } = await currentContext();
  return <TemplateList templates={templates} mayDerive={ability.can('create', 'ConventionTemplate')} />;
}
