import { Badge } from '@/components/ui/badge';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { PublicCoverage } from '@/server/coverage/published/public';
import { Funnel } from './funnel';
import { PublishedFigures } from './published-figures';

/** What anybody may read: what others published, and the académies that chose to show their own figures. */
export function PublicCoveragePage({ coverage }: { coverage: PublicCoverage }) {
  return (
    <>
      <PageHeader
        title="Couverture publique"
        lead="Combien d’écoles ont un projet d’espace numérique de travail (ENT), selon qui, à quelle date."
      />
      <div className="flex flex-col gap-10">
        <Section
          title="Chiffres publiés"
          lead="Premier degré. Repris tels quels de leur source, sans être recalculés."
        >
          <PublishedFigures figures={coverage.published} />
        </Section>
        {coverage.academies.length === 0 ? (
          <Section title="Chiffres calculés">
            <p className="max-w-text">
              Aucune académie n’a choisi de publier ici sa couverture calculée. Rien n’est montré sans son
              accord ; quand l’une d’elles le donne, ses chiffres paraissent sur cette page avec leur date,
              leur numérateur et leur dénominateur.
            </p>
          </Section>
        ) : (
          coverage.academies.map(({ code, name, coverage: own }) => (
            <Section
              key={code}
              title={`Académie de ${name}`}
              lead={`Calculé au ${formatDate(own.asOf)}, premier degré, ${own.scope}.`}
            >
              {own.demonstration && (
                <p>
                  <Badge tone="warning">Démonstration</Badge> Les écoles comptées sont fictives.
                </p>
              )}
              <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
                {own.departments.map((one) => (
                  <Funnel key={one.code} title={`${one.name} (${one.code})`} counts={one.counts} />
                ))}
              </div>
            </Section>
          ))
        )}
      </div>
    </>
  );
}
