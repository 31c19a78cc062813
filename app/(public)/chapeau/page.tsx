import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { HatChoice } from '@/components/account/hat-choice';
import { type PageParams, param } from '@/components/ui/address';
import { safeNext } from '@/server/organisations/next-path';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Choisir son rôle' };

export default async function HatPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  if (!(await currentContext()).userId) redirect('/connexion');
  const params = await searchParams;
  const hats = await (await api()).people.hats();
  return (
    <HatChoice
      hats={hats}
      next={safeNext(param(params, 'retour'))}
      refused={param(params, 'refus') === '1'}
    />
  );
}
