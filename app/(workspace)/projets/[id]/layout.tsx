import type { ReactNode } from 'react';
import { readProject } from './read-project';

type Props = { children: ReactNode; params: Promise<{ id: string }> };

/** Proves the project before anything is sent: what may not be read answers a real 404, not a skeleton. */
export default async function Layout({ children, params }: Props) {
  await readProject((await params).id);
  return children;
}
