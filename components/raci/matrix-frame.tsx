import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { MatrixFrame as Frame } from '@/server/raci/queries';
import { raciNotice } from '@/server/raci/template';
import { ExchangeMenu } from './exchange/exchange-menu';
import { WithLetters } from './letters';

/** Around every view of a project's matrix: whose it is, the views, the letters of the académie. */
export function MatrixFrame({ frame, children }: { frame: Frame; children: ReactNode }) {
  const { project, isOpen } = frame;
  const base = `/responsabilites/${project.id}`;
  return (
    <WithLetters set={frame.letters}>
      <PageHeader
        crumbs={[
          { label: 'Responsabilités', href: '/responsabilites' },
          { label: project.name, href: `/projets/${project.id}` },
        ]}
        title="Matrice des responsabilités"
        lead={raciNotice}
        action={
          <div className="flex flex-wrap gap-2">
            {isOpen && <ExchangeMenu projectId={project.id} canEdit={frame.canEdit} />}
            <ButtonLink href={`/projets/${project.id}`}>Voir le projet</ButtonLink>
          </div>
        }
      />
      <div className="flex flex-col gap-4">
        {isOpen && (
          <Tabs
            label="Vues de la matrice"
            tabs={[
              { href: base, label: 'Matrice' },
              { href: `${base}/suivi`, label: 'Suivi' },
              { href: `${base}/acteurs`, label: 'Par acteur' },
            ]}
          />
        )}
        {children}
      </div>
    </WithLetters>
  );
}
