import { forbidden } from 'next/navigation';
import { RetentionPage } from '@/components/retention/retention-page';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata = { title: 'Conservation et élimination' };

export default async function Page() {
  const { actor } = await currentContext();
  const code = actor?.academyCode;
  if (!code) forbidden();
  const caller = await api();
  return <RetentionPage view={await orNotFound(() => caller.retention.get({ id: code }))} />;
}
