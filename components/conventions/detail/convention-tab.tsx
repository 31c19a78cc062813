import { History } from '@/components/audit/history';
import { type PageParams, paramChoice } from '@/components/ui/address';
import type { HistoryEntry } from '@/server/audit/queries';
import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';
import { OpinionsTab } from '../opinions/opinions-tab';
import { TextTab } from '../text/text-tab';
import { SchoolsTab } from './schools-tab';
import { SignaturesTab } from './signatures-tab';

const tabs = ['texte', 'ecoles', 'avis', 'signatures', 'historique'] as const;
export type TabName = (typeof tabs)[number];

/** The open tab, from the address. */
export const readTab = (params: PageParams): TabName => paramChoice(params, 'onglet', tabs) ?? 'texte';

/** The part of the convention that the address names. */
export function ConventionTab({
  tab,
  convention,
  text,
  history,
}: {
  tab: TabName;
  convention: ConventionDetail;
  text: ConventionTextView | null;
  history: readonly HistoryEntry[];
}) {
  if (tab === 'ecoles') return <SchoolsTab convention={convention} />;
  if (tab === 'avis') return <OpinionsTab convention={convention} />;
  if (tab === 'signatures') return <SignaturesTab convention={convention} />;
  if (tab === 'historique') return <History entries={history} />;
  return text ? <TextTab key={text.status} convention={convention} text={text} /> : null;
}
