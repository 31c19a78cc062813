import '@/server/documents/document.css';
import type { Metadata } from 'next';
import { DeadLink } from '@/components/conventions/expert/dead-link';
import { ExpertPage } from '@/components/conventions/expert/expert-page';
import { ConventionDocumentView } from '@/server/documents/html';
import { api } from '@/server/session';

export const metadata: Metadata = {
  title: 'Votre avis',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

type Props = { params: Promise<{ token: string }> };

export default async function Page({ params }: Props) {
  const { token } = await params;
  const caller = await api();
  const found = await caller.review.expertPage({ token });
  if (found.state === 'gone') return <DeadLink why={found.why} sentence={found.sentence} />;
  const { content, state: _state, ...asked } = found;
  return (
    <ExpertPage token={token} asked={asked}>
      <ConventionDocumentView content={content} level={3} />
    </ExpertPage>
  );
}
