import type { ProductKind } from '@/prisma/generated/enums';

export type { ProductKind };

/** DOMAIN §8: only an ENT can be attached to the AAF. */
export const productKindLabels: Record<ProductKind, string> = {
  ent: 'ENT',
  school_life: 'Vie scolaire',
  communication: 'Communication',
  resource: 'Ressource',
  other: 'Autre',
};

export const productKinds = Object.keys(productKindLabels) as ProductKind[];
