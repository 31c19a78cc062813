import type { ClauseText } from '@/server/templates/edits';
import type { ClauseDetail } from '@/server/templates/queries/clauses';

/** A version of a clause as a draft takes it in: the académie's own when it has one, else the national. */
export function clauseTextFrom(detail: ClauseDetail, number: number): ClauseText | null {
  const own = detail.own?.id === detail.id;
  const version = (own ? detail.own : detail.national)?.versions.find((one) => one.number === number);
  if (!version) return null;
  return {
    // The very académie is filled in by the server; here it only tells an own clause from a national one.
    reference: { academyCode: own ? 'own' : null, key: detail.key, version: number },
    section: detail.section,
    title: version.title,
    body: version.body,
    variables: version.variables,
    wordings: version.wordings,
    legalBasis: version.legalBasis,
    obligation: version.obligation,
    alternativeOf: version.alternativeOf,
  };
}
