import { counted, formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { yearLabel } from '@/server/audience/domain';
import type { Audience } from '@/server/audience/queries';
import { audienceHref } from './address';
import { AudienceCurve } from './curve';
import { ProfileSection } from './split-table';
import { audienceSource, maskingRule } from './words';

/** The audience of the schools of a project, week by week: those that were in it on that day. */
export function ProjectAudienceTab({ audience }: { audience: Audience }) {
  const { year, weeks, territory } = audience;
  if (weeks.length === 0)
    return (
      <p className="max-w-text text-soft">
        {audience.lastWeek
          ? `Aucun établissement de ce projet n’a été mesuré en ${yearLabel(year)}.`
          : 'Aucune mesure d’audience n’a encore été importée.'}{' '}
        <Link href={audienceHref(territory)}>Audience</Link>
      </p>
    );
  return (
    <div className="flex flex-col gap-8">
      {(audience.demonstration || audience.lastImport?.demonstration) && (
        <Notice tone="warning" title="Données de démonstration">
          <p>Ces visites sont inventées, pour montrer les écrans.</p>
        </Notice>
      )}
      <p className="max-w-text text-soft">
        {counted(audience.schools, 'établissement mesuré', 'établissements mesurés')} en {yearLabel(year)},
        dernière semaine importée celle du {formatDate(audience.lastWeek ?? '')}. La mesure ne dit pas quel
        ENT est visité&nbsp;: ces visites sont celles des établissements inscrits à ce projet à la date de
        chaque semaine. <Link href={audienceHref(territory, year)}>Tout le détail</Link>
      </p>
      <Section title={`Année scolaire ${yearLabel(year)}`}>
        <AudienceCurve weeks={weeks} year={year} source={audienceSource(audience)}>
          <ProfileSection split={audience.split} year={year} />
        </AudienceCurve>
      </Section>
      <p className="max-w-text text-soft text-sm">{maskingRule(audience.threshold)}</p>
    </div>
  );
}
