'use client';

import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatDateTime } from '@/components/ui/format';

/** At the foot of a printed page: where it comes from, and when it was printed. */
export function PrintFoot({ productName, operatorName }: { productName: string; operatorName: string }) {
  const [facts, setFacts] = useState('');
  useEffect(() => {
    function onPrint() {
      flushSync(() => setFacts(`${window.location.href} — imprimé le ${formatDateTime(Date.now())}`));
    }
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, []);
  return (
    <p className="mt-8 hidden border-line border-t pt-2 text-soft text-xs print:block">
      {operatorName === productName ? productName : `${productName} · ${operatorName}`} — {facts}
    </p>
  );
}
