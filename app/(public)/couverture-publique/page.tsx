import type { Metadata } from 'next';
import { PublicCoveragePage } from '@/components/coverage/public-coverage';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Couverture publique' };

export default async function Page() {
  const caller = await api();
  return <PublicCoveragePage coverage={await caller.coverage.public({})} />;
}
