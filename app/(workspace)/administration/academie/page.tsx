import { redirect } from 'next/navigation';
import { currentContext } from '@/server/session';

/** One's own académie, whatever its code. */
export default async function Page() {
  const { actor } = await currentContext();
  redirect(
    actor?.academyCode ? `/administration/academies/${actor.academyCode}` : '/administration/academies',
  );
}
