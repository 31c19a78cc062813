import 'server-only';
import { forbidden, notFound, redirect } from 'next/navigation';
import { refusalOf } from './trpc/init';

/**
 * Runs what a page needs to show itself. A refusal becomes the page's own state: unknown or unreadable → 404,
 * readable but not allowed → 403, signed out → sign-in. The rest goes to the error page.
 */
export async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code } = refusalOf(error);
    if (code === 'not_found' || code === 'invalid') notFound();
    if (code === 'forbidden') forbidden();
    if (code === 'unauthenticated') redirect('/connexion');
    throw error;
  }
}
