import type { Prisma } from '@/prisma/generated/client';
import { civilDate, fromDbDate } from '../clock';
import { composeContent } from '../conventions/compose';
import { type LoadedConvention, loadConvention } from '../conventions/load';
import { draftOf, frozenText, valuesOf } from '../conventions/loaded';
import { partiesOf } from '../conventions/parties';
import { presentParty } from '../conventions/present-party';
import type { VariableValues } from '../conventions/variables';
import type { ContentArticle, ContentSchool, ConventionContent } from '../documents/content';
import { type RenderedPdf, renderConventionPdf } from '../documents/render';
import { conflict } from '../errors';
import { raciContentOf } from '../raci/content';
import { natureLabel } from '../territory/natures';
import type { Context } from '../trpc/context';
import { wholeMonths } from './apply';
import { type ArticlesAfter, citedArticles } from './consolidate';
import { type DatedAmendment, factsOn, inOrder, type LivingFacts, schoolsOn, summaryOf } from './domain';
import { amendedFacts, appliedAmendments, baseOf } from './parent';

type Reader = Pick<Context, 'db' | 'now'>;

/** Keys of an avenant's own articles whose matter no article of the convention may show. */
const ownArticles = { product: 'solution', term: 'duree', parties: 'parties' } as const;

/**
 * The text of a convention as it applies on a day: its articles with the avenants in force, each changed passage
 * citing its avenant, and the schools of that day. For information: only the signed originals are authentic.
 * @param asOf ISO day; today when absent. Before the effect date the text is the one that was signed.
 */
export async function consolidated(ctx: Reader, id: string, asOf = civilDate(ctx.now)) {
  const loaded = await loadConvention(ctx.db, id);
  if (loaded.kind !== 'convention')
    throw conflict('Le texte consolidé se lit sur la convention, pas sur son avenant.', {
      parentId: loaded.parentId,
    });
  const row = await ctx.db.convention.findUniqueOrThrow({ where: { id }, select: amendedFacts });
  const applied = inOrder(appliedAmendments(row)).filter(({ effectiveOn }) => effectiveOn <= asOf);
  const effectiveOn = fromDbDate(loaded.effectiveOn);
  const base = baseOf(row);
  const prolonged = (loaded.life?.tacitRenewals ?? 0) > 0;
  const factsAfter = (count: number): LivingFacts => {
    const facts = factsOn(base, applied.slice(0, count), asOf, effectiveOn);
    return prolonged
      ? { ...facts, endsOn: fromDbDate(loaded.endsOn), durationMonths: loaded.durationMonths }
      : facts;
  };
  const facts = factsAfter(applied.length);
  const names = await namesOf(ctx, [base, facts, ...applied.map((_, index) => factsAfter(index + 1))]);
  const compose = (state: LivingFacts) => {
    const draft = draftOf(loaded);
    const product = state.productId ? names.products.get(state.productId) : undefined;
    return composeContent({
      ...draft,
      system: {
        ...draft.system,
        authorityName: names.authorities.get(state.authorityId) ?? draft.system.authorityName,
        productName: product?.name ?? null,
        vendorName: product?.vendor ?? null,
        endsOn: state.endsOn,
        durationMonths: state.durationMonths ?? wholeMonths(effectiveOn, state.endsOn),
      },
      values: marketValues(valuesOf(loaded), state),
      schools: schoolsOn(state, asOf).map((uai) => ({ uai }) as ContentSchool),
      parties: [],
      raci: null,
    }).content;
  };
  const signed = await signedContent(ctx, loaded);
  const first = compose(factsAfter(0));
  const states: ArticlesAfter[] = [
    { by: null, articles: first.articles },
    ...applied.map((by, index) => {
      const state = factsAfter(index + 1);
      return { by, articles: withOverrides(compose(state).articles, state) };
    }),
  ];
  const { articles: cited, changed } = citedArticles(states);
  // What no avenant touched is read from the signed text itself.
  const articles = cited.map((article) => {
    const unchanged = first.articles.some(
      (one) => one.key === article.key && one.body === article.body && one.title === article.title,
    );
    return (unchanged && signed?.articles.find(({ key }) => key === article.key)) || article;
  });
  articles.push(...(await unseen(ctx, row, applied, changed, articles)));
  const schools = await schoolsOfDay(ctx, facts, asOf);
  const parties =
    facts.authorityId === base.authorityId && signed
      ? signed.parties
      : (await partiesOf(ctx.db, loaded, ctx.now)).map((party) => presentParty(party, null));
  const content: ConventionContent = {
    ...(signed ?? first),
    title: first.title,
    authorityName: names.authorities.get(facts.authorityId) ?? first.authorityName,
    draft: false,
    composedOn: asOf,
    verificationUrl: null,
    parties,
    articles,
    schools,
    raci: signed?.raci ?? (await raciContentOf(ctx.db, loaded.projectId, loaded.degree)),
    consolidated: { asOf, amendments: applied.map(({ number }) => number) },
  };
  return {
    id,
    number: loaded.number,
    asOf,
    today: civilDate(ctx.now),
    effectiveOn,
    endsOn: facts.endsOn,
    product: facts.productId ? (names.products.get(facts.productId)?.name ?? null) : null,
    amendments: applied.map(({ number, rank, effectiveOn: on, changes }) => ({
      id: row.children.find((child) => child.number === number)?.id ?? '',
      number,
      rank,
      effectiveOn: on,
      summary: summaryOf(changes),
    })),
    content,
  };
}

export type Consolidated = Awaited<ReturnType<typeof consolidated>>;

/** The same as a PDF, said on its cover and on each page to be for information. */
export async function consolidatedPdf(
  ctx: Reader,
  id: string,
  asOf?: string,
): Promise<RenderedPdf & { name: string }> {
  const { content, number, asOf: day } = await consolidated(ctx, id, asOf);
  const rendered = await renderConventionPdf(content);
  return { ...rendered, name: `convention-${number}-texte-consolide-${day}.pdf` };
}

/** The content frozen for signature, when the convention was signed here. */
async function signedContent({ db }: Reader, loaded: LoadedConvention): Promise<ConventionContent | null> {
  const frozen = frozenText(loaded);
  if (!frozen) return null;
  const text = await db.conventionText.findUnique({ where: { id: frozen.id }, select: { content: true } });
  return (text?.content as unknown as ConventionContent | undefined) ?? null;
}

async function namesOf({ db }: Reader, states: readonly LivingFacts[]) {
  const productIds = states.flatMap(({ productId }) => productId ?? []);
  const [products, authorities] = await Promise.all([
    db.product.findMany({ where: { id: { in: productIds } }, include: { vendor: true } }),
    db.authority.findMany({ where: { id: { in: states.map(({ authorityId }) => authorityId) } } }),
  ]);
  return {
    products: new Map(products.map(({ id, name, vendor }) => [id, { name, vendor: vendor.name }])),
    authorities: new Map(authorities.map(({ id, name }) => [id, name])),
  };
}

/** Market facts that an avenant brought take the place of those entered in the convention. */
function marketValues(values: VariableValues, { market }: LivingFacts): VariableValues {
  if (!market) return values;
  return {
    ...values,
    ...(market.reference ? { reference_marche: market.reference, marche_etat: 'concluded' } : {}),
    ...(market.startsOn ? { marche_date_debut: market.startsOn } : {}),
    ...(market.endsOn ? { marche_date_fin: market.endsOn } : {}),
  };
}

/** Articles with those that an avenant replaced or added. */
function withOverrides(
  articles: readonly ContentArticle[],
  { articles: overrides }: LivingFacts,
): ContentArticle[] {
  const known = new Set(articles.map(({ key }) => key));
  const replaced = articles.map((article) => {
    const own = overrides[article.key];
    return own ? { ...article, title: own.title, body: own.body } : article;
  });
  let number = Math.max(0, ...articles.map((article) => article.number));
  const added = Object.entries(overrides)
    .filter(([key]) => !known.has(key))
    .map(([key, { title, body }]) => {
      number += 1;
      return { key, number, title, body };
    });
  return [...replaced, ...added];
}

/**
 * What an avenant changed and no article shows (a convention made elsewhere has no articles here; facts of a party):
 * the avenant's own articles, at the end.
 */
async function unseen(
  { db }: Reader,
  row: Prisma.ConventionGetPayload<{ select: typeof amendedFacts }>,
  applied: readonly DatedAmendment[],
  changed: Record<string, number>,
  articles: readonly ContentArticle[],
): Promise<ContentArticle[]> {
  let number = Math.max(0, ...articles.map((article) => article.number));
  const found: ContentArticle[] = [];
  for (const { number: name, rank, changes } of applied) {
    const matters = [
      changes.product && !changed[name] ? ownArticles.product : null,
      changes.term && !changed[name] ? ownArticles.term : null,
      changes.parties ? ownArticles.parties : null,
    ].filter((key) => key !== null);
    const child = row.children.find((one) => one.number === name);
    if (!child || matters.length === 0) continue;
    const own = await db.conventionText.findFirst({
      where: { conventionId: child.id },
      orderBy: { number: 'desc' },
      select: { content: true },
    });
    const content = own?.content as unknown as ConventionContent | undefined;
    for (const article of content?.articles ?? []) {
      if (!matters.some((key) => key === article.key)) continue;
      number += 1;
      found.push({
        ...article,
        key: `${article.key}_a${rank}`,
        number,
        body: `${article.body}\n\n(avenant n°\u00a0${rank})`,
      });
    }
  }
  return found;
}

async function schoolsOfDay({ db }: Reader, facts: LivingFacts, asOf: string): Promise<ContentSchool[]> {
  const uais = schoolsOn(facts, asOf);
  const schools = await db.school.findMany({ where: { uai: { in: uais } }, orderBy: { uai: 'asc' } });
  return schools.map((school) => ({
    uai: school.uai,
    name: school.name,
    commune: school.communeName,
    nature: natureLabel(school.nature),
    sector: school.sector === 'public' ? 'public' : school.sector === 'private' ? 'privé' : 'non renseigné',
    entryOn:
      facts.stays.find(
        (stay) =>
          stay.uai === school.uai && stay.entryOn <= asOf && (stay.leftOn === null || stay.leftOn > asOf),
      )?.entryOn ?? asOf,
  }));
}
