'use client';

import { FailureHelp } from '@/components/frame/failure-help';

export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailureHelp digest={error.digest} retry={reset} />;
}
