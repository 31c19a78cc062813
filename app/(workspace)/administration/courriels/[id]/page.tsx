import type { Metadata } from 'next';
import { MailPage } from '@/components/mails/mail-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Courriel' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  return <MailPage mail={await orNotFound(() => caller.mails.get({ id }))} />;
}
