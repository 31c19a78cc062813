import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { MatrixFrame as Frame } from '@/server/raci/queries';
import { raciNotice } from '@/server/raci/template';
import { ExchangeMenu } from './exchange/exchange-menu';
import { WithLetters } from './letters';
import { SaveAsTemplate } from './templates/save-as-template';

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
        lead={<Origin frame={frame} base={base} />}
        action={
          <div className="flex flex-wrap gap-2">
            {isOpen && frame.canSaveTemplate && <SaveAsTemplate project={project} />}
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
              { href: `${base}/accord`, label: 'Accord' },
              { href: `${base}/versions`, label: 'Versions' },
              { href: `${base}/suivi`, label: 'Suivi' },
              { href: `${base}/acteurs`, label: 'Par acteur' },
              { href: `${base}/comparaison`, label: 'Comparaison' },
            ]}
          />
        )}
        {children}
      </div>
    </WithLetters>
  );
}

/** From which template the matrix comes, and whether it has a newer version. */
function Origin({ frame: { origin, isOpen }, base }: { frame: Frame; base: string }) {
  if (!isOpen || !origin) return raciNotice;
  return (
    <>
      Cette matrice part du modèle de l’académie «&nbsp;{origin.name}&nbsp;», version {origin.number}.
      {origin.newer && (
        <>
          {' '}
          La version {origin.newer} est publiée depuis&nbsp;:{' '}
          <Link href={`${base}/comparaison?avec=modele-recent`}>comparer</Link>.
        </>
      )}
    </>
  );
}
