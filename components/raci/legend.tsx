'use client';

import { meaningLabels } from '@/server/raci/domain';
import { saidOrder } from '@/server/raci/letters';
import { useLetters } from './letters';

/** What each letter means; goes with every showing of the matrix, for « A » is often misread (DOMAIN §5). */
export function Legend() {
  const letters = useLetters();
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {saidOrder.map((meaning) => (
        <div key={meaning} className="flex items-baseline gap-1.5">
          <dt className="font-bold text-base">{letters[meaning]}</dt>
          <dd>{meaningLabels[meaning]}</dd>
        </div>
      ))}
    </dl>
  );
}
