import { ConventionPage } from '@/components/conventions/detail/convention-page';
import { ConventionTab, readTab } from '@/components/conventions/detail/convention-tab';
import { ScanTab } from '@/components/takeover/scan-tab';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

const read = async (id: string) => {
  const caller = await api();
  return orNotFound(() => caller.conventions.get({ id }));
};

export async function generateMetadata({ params }: Props) {
  const { number } = await read((await params).id);
  return { title: `Convention ${number}` };
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const tab = readTab(await searchParams);
  const caller = await api();
  const convention = await read(id);
  const takenOver =
    convention.kind === 'convention' && convention.origin === 'taken_over' && tab === 'texte'
      ? await caller.takeover.facts({ id })
      : null;
  const products = takenOver?.mayCorrect ? await caller.takeover.products() : [];
  const text = tab === 'texte' && !takenOver ? await caller.conventions.text({ id }) : null;
  const proof = tab === 'signatures' ? await caller.signatures.view({ id }) : null;
  const history = tab === 'historique' ? (await caller.conventions.history({ id })).entries : [];
  const review = tab === 'avis' ? await caller.review.state({ id }) : null;
  const versions = tab === 'historique' ? await caller.review.versions({ id }) : [];
  const conservation = tab === 'historique' ? await caller.retention.ofConvention({ id }) : null;
  const isAmendment = convention.kind === 'amendment';
  const [alerts, renewal, plans] = await Promise.all([
    caller.alerts.ofConvention({ id }),
    convention.kind === 'convention' ? caller.renewal.get({ id }) : null,
    isAmendment ? [] : caller.reversibility.open({ id }),
  ]);
  const amendments = tab === 'avenants' && !isAmendment ? await caller.amendments.list({ id }) : null;
  const changes = tab === 'modifications' && isAmendment ? await caller.amendments.changes({ id }) : null;
  const choices =
    changes?.mayEdit && convention.parent
      ? await caller.amendments.choices({ id: convention.parent.id })
      : null;
  return (
    <ConventionPage convention={convention} alerts={alerts} renewal={renewal} plans={plans}>
      {takenOver ? (
        <ScanTab convention={convention} facts={takenOver} products={products} />
      ) : (
        <ConventionTab
          tab={tab}
          convention={convention}
          text={text}
          history={history}
          review={review}
          versions={versions}
          amendments={amendments}
          changes={changes}
          choices={choices}
          proof={proof}
          conservation={conservation}
        />
      )}
    </ConventionPage>
  );
}
