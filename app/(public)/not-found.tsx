import type { Metadata } from 'next';
import { NotFoundHelp } from '@/components/frame/not-found-help';

export const metadata: Metadata = { title: 'Page introuvable' };

/** Inside the frame of the public pages, which stands around it already. */
export default function NotFound() {
  return <NotFoundHelp />;
}
