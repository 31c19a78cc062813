import type { Metadata } from 'next';
import { NotFoundHelp } from '@/components/frame/not-found-help';
import { Frame } from './(public)/frame';

export const metadata: Metadata = { title: 'Page introuvable' };

export default function NotFound() {
  return (
    <Frame>
      <NotFoundHelp />
    </Frame>
  );
}
