import { TemplatePage } from '@/components/templates/template-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

const read = async (id: string) => {
  const caller = await api();
  return orNotFound(() => caller.templates.get({ id }));
};

export async function generateMetadata({ params }: Props) {
  return { title: (await read((await params).id)).name };
}

export default async function Page({ params }: Props) {
  const detail = await read((await params).id);
  const caller = await api();
  return <TemplatePage detail={detail} choices={await caller.templates.previewChoices()} />;
}
