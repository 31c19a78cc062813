import type { Metadata } from 'next';
import { TemplateList } from '@/components/raci/templates/template-list';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Modèles de matrice' };

export default async function Page() {
  const caller = await api();
  const templates = await orNotFound(() => caller.raci.templates.list());
  const { ability } = await currentContext();
  return (
    <TemplateList
      templates={templates}
      mayCreate={ability.can('create', 'RaciTemplate')}
      participates={ability.can('participate', 'Project')}
    />
  );
}
