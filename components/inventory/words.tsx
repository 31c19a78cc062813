import { StateBadge } from '@/components/ui/badge';
import { formatDate } from '@/components/ui/format';
import { type InventoryPayer, payerLabels, type TrustState, trustLabels } from '@/server/inventory/domain';

/** « depuis le 1 septembre 2024, jusqu’au … », as far as it is known. */
export function periodOf({ sinceOn, untilOn }: { sinceOn: string | null; untilOn: string | null }): string {
  const since = sinceOn ? `depuis le ${formatDate(sinceOn)}` : 'début inconnu';
  return untilOn ? `${since}, jusqu’au ${formatDate(untilOn)}` : since;
}

/** Who pays, by name when it is known. */
export const payerOf = ({ payer, payerName }: { payer: InventoryPayer; payerName: string | null }) =>
  payer === 'authority' && payerName ? payerName : payerLabels[payer];

const tones = { inside: 'success', outside: 'warning', unknown: 'neutral' } as const;

/** Within the cadre de confiance or not, with what proves it. */
export function TrustBadge({ trust, proof }: { trust: TrustState; proof: string | null }) {
  return (
    <>
      <StateBadge tone={tones[trust]}>{trustLabels[trust]}</StateBadge>
      {proof && <span className="block text-soft text-xs">{proof}</span>}
    </>
  );
}
