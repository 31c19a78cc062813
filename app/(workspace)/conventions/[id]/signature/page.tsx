import type { Metadata } from 'next';
import { SignaturePage } from '@/components/conventions/signature/signature-page';
import { ConventionDocumentView } from '@/server/documents/html';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Signature' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const [convention, summary, document] = await orNotFound(() =>
    Promise.all([
      caller.conventions.get({ id }),
      caller.conventions.signatureSummary({ id }),
      caller.conventions.content({ id }),
    ]),
  );
  return (
    <SignaturePage convention={convention} summary={summary}>
      <ConventionDocumentView content={document.content} level={3} />
    </SignaturePage>
  );
}
