import type { Metadata } from 'next';
import { SignaturePage } from '@/components/conventions/signature/signature-page';
import { type PageParams, param } from '@/components/ui/address';
import { ConventionDocumentView } from '@/server/documents/html';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Signature' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const linkVersion = Number(param(await searchParams, 'version')) || null;
  const caller = await api();
  const [convention, summary, document] = await orNotFound(() =>
    Promise.all([
      caller.conventions.get({ id }),
      caller.conventions.signatureSummary({ id }),
      caller.conventions.content({ id }),
    ]),
  );
  return (
    <SignaturePage convention={convention} summary={summary} linkVersion={linkVersion}>
      <ConventionDocumentView content={document.content} level={3} />
    </SignaturePage>
  );
}
