import type { Metadata } from 'next';
import { readMap } from '@/components/coverage/map/address';
import { PublicCoveragePage } from '@/components/coverage/public-coverage';
import type { PageParams } from '@/components/ui/address';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Couverture publique' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const [caller, params] = await Promise.all([api(), searchParams]);
  const { degree, stage, academyCode } = readMap(params);
  const coverage = await caller.coverage.public({ degree, ...(academyCode ? { academyCode } : {}) });
  return <PublicCoveragePage coverage={coverage} stage={stage} />;
}
