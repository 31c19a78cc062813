import type { ReactNode } from 'react';
import { MatrixFrame } from '@/components/raci/matrix-frame';
import { readFrame } from './read-frame';

type Props = { children: ReactNode; params: Promise<{ projectId: string }> };

/** Proves the project before anything is sent: what may not be read answers a real 404, not a skeleton. */
export default async function Layout({ children, params }: Props) {
  return <MatrixFrame frame={await readFrame((await params).projectId)}>{children}</MatrixFrame>;
}
