import type { Commitment, Divergence } from '@/server/raci/commitments';
import { meaningLabels, meanings } from '@/server/raci/domain';

const partInWords = ({ meanings: given }: Commitment) =>
  meanings
    .filter((one) => given.includes(one))
    .map((one) => meaningLabels[one])
    .join(' et ');

/** Each point on which matrix and text have moved apart, in a line. */
export function divergenceLines({ added, removed, changed, missing }: Divergence): string[] {
  return [
    ...added.map((one) => `Nouvelle dans la matrice\u00a0: ${one.label} (${partInWords(one)}).`),
    ...removed.map((one) => `N’est plus confiée à cette partie\u00a0: ${one.label}.`),
    ...changed.map(({ before, after }) =>
      before.label === after.label
        ? `A changé\u00a0: ${after.label} (${partInWords(after)}, au lieu de ${partInWords(before)}).`
        : `S’appelle désormais «\u00a0${after.label}\u00a0»\u00a0: ${before.label}.`,
    ),
    ...missing.map((one) => `N’apparaît plus dans l’article\u00a0: ${one.label} (${partInWords(one)}).`),
  ];
}
