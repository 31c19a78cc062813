'use client';

import { FailureHelp } from '@/components/frame/failure-help';

export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="contenu" className="mx-auto max-w-page px-4 py-10 lg:px-8">
      <title>Erreur</title>
      <FailureHelp digest={error.digest} retry={reset} />
    </main>
  );
}
