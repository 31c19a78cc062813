import type { Metadata } from 'next';
import { AccountPage } from '@/components/account/account-page';
import { civilDate, now } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Mon compte' };

export default async function Page() {
  const caller = await api();
  const [bearer, hats, tokens, preferences, feed] = await orNotFound(() =>
    Promise.all([
      caller.tokens.bearer(),
      caller.people.hats(),
      caller.tokens.list(),
      caller.alerts.preferences(),
      caller.calendarFeed.mine(),
    ]),
  );
  return (
    <AccountPage
      person={bearer}
      hats={hats}
      tokens={tokens}
      preferences={preferences}
      feed={feed}
      today={civilDate(now())}
    />
  );
}
