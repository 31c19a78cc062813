import { AmendmentsTab } from '@/components/amendments/amendments-tab';
import { ChangesTab } from '@/components/amendments/changes-tab';
import { History } from '@/components/audit/history';
import { ConservationSection } from '@/components/retention/conservation-section';
import { type PageParams, paramChoice } from '@/components/ui/address';
import { Section } from '@/components/ui/section';
import type { AmendmentChoices, AmendmentList, ChangesView } from '@/server/amendments/queries';
import type { HistoryEntry } from '@/server/audit/queries';
import type { ConventionDetail, ConventionTextView } from '@/server/conventions/queries/detail';
import type { ReviewState } from '@/server/conventions/review/queries/state';
import type { Version } from '@/server/conventions/review/queries/versions';
import type { Conservation } from '@/server/retention/queries';
import type { SignatureView } from '@/server/signature/queries';
import { OpinionsTab } from '../opinions/opinions-tab';
import { VersionLine } from '../review/version-line';
import { TextTab } from '../text/text-tab';
import { SchoolsTab } from './schools-tab';
import { SignaturesTab } from './signatures-tab';

const tabs = ['texte', 'ecoles', 'avis', 'signatures', 'historique', 'avenants', 'modifications'] as const;
export type TabName = (typeof tabs)[number];

/** The open tab, from the address. */
export const readTab = (params: PageParams): TabName => paramChoice(params, 'onglet', tabs) ?? 'texte';

/** The part of the convention that the address names. */
export function ConventionTab({
  tab,
  convention,
  text,
  history,
  review,
  versions,
  amendments,
  changes,
  choices,
  proof,
  conservation,
}: {
  tab: TabName;
  convention: ConventionDetail;
  text: ConventionTextView | null;
  history: readonly HistoryEntry[];
  review: ReviewState | null;
  versions: readonly Version[];
  /** For the tab of the avenants. */
  amendments: AmendmentList | null;
  /** For the page of an avenant. */
  changes: ChangesView | null;
  choices: AmendmentChoices | null;
  /** For the history; null for who is not of the académie. */
  conservation: Conservation;
  /** For the tab of signatures only. */
  proof: SignatureView | null;
}) {
  if (tab === 'ecoles') return <SchoolsTab convention={convention} />;
  if (tab === 'avis') return review && <OpinionsTab convention={convention} review={review} />;
  if (tab === 'signatures') return <SignaturesTab convention={convention} proof={proof} />;
  if (tab === 'historique')
    return (
      <div className="flex flex-col gap-10">
        <VersionLine id={convention.id} versions={versions} isFrozen={convention.frozen?.hasPdf ?? false} />
        <ConservationSection view={conservation} />
        <Section title="Journal">
          <History entries={history} />
        </Section>
      </div>
    );
  if (tab === 'avenants') return amendments ? <AmendmentsTab list={amendments} /> : null;
  if (tab === 'modifications') return changes ? <ChangesTab view={changes} choices={choices} /> : null;
  return text ? <TextTab key={text.status} convention={convention} text={text} /> : null;
}
