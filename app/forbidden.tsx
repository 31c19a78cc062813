import type { Metadata } from 'next';
import { ForbiddenHelp } from '@/components/frame/forbidden-help';
import { Frame } from './(public)/frame';

export const metadata: Metadata = { title: 'Accès refusé' };

export default function Forbidden() {
  return (
    <Frame>
      <ForbiddenHelp />
    </Frame>
  );
}
