import { forbidden } from 'next/navigation';
import type { ReactNode } from 'react';
import { readProject } from '../read-project';

type Props = { children: ReactNode; params: Promise<{ id: string }> };

/** Refuses before anything is sent, so that the answer is a real 403 and not a skeleton. */
export default async function Layout({ children, params }: Props) {
  const project = await readProject((await params).id);
  if (!project.can.edit) forbidden();
  return children;
}
