import type { AmendmentKind } from '@/server/amendments/domain';
import type { AmendmentChanges } from '@/server/amendments/schema';

/** What the form holds: every part is kept while its type is unticked, and only ticked ones are sent. */
export type ChangesState = {
  kinds: AmendmentKind[];
  schoolsIn: { uai: string; entryOn: string | null }[];
  schoolsOut: { uai: string; exitOn: string | null; reason: string }[];
  product: {
    productId: string | null;
    marketReference: string;
    marketStartsOn: string | null;
    marketEndsOn: string | null;
  };
  term: { mode: 'day' | 'months'; endsOn: string | null; durationMonths: number | null };
  parties: { authorityId: string | null; facts: string };
  articles: { id: string; key: string; mode: 'replace' | 'add'; title: string; body: string }[];
};

/** The form filled with what an avenant already changes, or empty. */
export function stateOf(changes: AmendmentChanges | null, kinds: AmendmentKind[]): ChangesState {
  return {
    kinds,
    schoolsIn: changes?.schoolsIn ?? [],
    schoolsOut: changes?.schoolsOut ?? [],
    product: {
      productId: changes?.product?.productId ?? null,
      marketReference: changes?.product?.marketReference ?? '',
      marketStartsOn: changes?.product?.marketStartsOn ?? null,
      marketEndsOn: changes?.product?.marketEndsOn ?? null,
    },
    term: {
      mode: changes?.term?.durationMonths ? 'months' : 'day',
      endsOn: changes?.term?.endsOn ?? null,
      durationMonths: changes?.term?.durationMonths ?? null,
    },
    parties: { authorityId: changes?.parties?.authorityId ?? null, facts: changes?.parties?.facts ?? '' },
    articles: (changes?.articles ?? []).map((article) => ({ ...article, id: article.key })),
  };
}

/** What is sent; empty days go as they are, for the server to say what is missing. */
export function changesFrom(state: ChangesState) {
  const has = (kind: AmendmentKind) => state.kinds.includes(kind);
  return {
    schoolsIn: has('schools')
      ? state.schoolsIn.map(({ uai, entryOn }) => ({ uai, entryOn: entryOn ?? '' }))
      : [],
    schoolsOut: has('schools')
      ? state.schoolsOut.map(({ uai, exitOn, reason }) => ({ uai, exitOn: exitOn ?? '', reason }))
      : [],
    product: has('product')
      ? {
          ...state.product,
          productId: state.product.productId ?? '',
          marketReference: state.product.marketReference.trim() || null,
        }
      : null,
    term: has('term')
      ? state.term.mode === 'day'
        ? { endsOn: state.term.endsOn, durationMonths: null }
        : { endsOn: null, durationMonths: state.term.durationMonths }
      : null,
    parties: has('parties') ? state.parties : null,
    articles: has('free') ? state.articles.map(({ id: _id, ...article }) => article) : [],
  };
}
