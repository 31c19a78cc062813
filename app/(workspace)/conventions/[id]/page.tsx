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
    convention.origin === 'taken_over' && tab === 'texte' ? await caller.takeover.facts({ id }) : null;
  const products = takenOver?.mayCorrect ? await caller.takeover.products() : [];
  const text = tab === 'texte' && !takenOver ? await caller.conventions.text({ id }) : null;
  const history = tab === 'historique' ? (await caller.conventions.history({ id })).entries : [];
  const alerts = await caller.alerts.ofConvention({ id });
  const review = tab === 'avis' ? await caller.review.state({ id }) : null;
  const versions = tab === 'historique' ? await caller.review.versions({ id }) : [];
  return (
    <ConventionPage convention={convention} alerts={alerts}>
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
        />
      )}
    </ConventionPage>
  );
}
