import type { Metadata } from 'next';
import { Verification } from '@/components/conventions/verification/verification';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Vérifier un document' };

type Props = { params: Promise<{ number: string }> };

export default async function Page({ params }: Props) {
  const { number } = await params;
  const caller = await api();
  return (
    <Verification number={number} found={await caller.conventions.verify({ number: number.slice(0, 32) })} />
  );
}
