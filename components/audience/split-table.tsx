import { formatPercent } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { type SchoolWeek, type Split, splitProfiles, yearLabel } from '@/server/audience/domain';
import { profileLabels } from '@/server/audience/fields';
import { cellText } from './words';

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Visits of a year by profile, and why they do not make the total. */
export function ProfileSection({ split, year }: { split: Split; year: number }) {
  return (
    <Section
      title="Par profil"
      lead="La somme des profils n’est pas le total&nbsp;: ce qui n’est ventilé dans aucun profil est montré à part."
    >
      <SplitTable caption={`Visites par profil, ${yearLabel(year)}`} split={split} />
    </Section>
  );
}

/** Visits by profile beside the published total; with users when it is one week of one school. */
export function SplitTable({
  caption,
  split,
  users,
}: {
  caption: string;
  split: Split;
  /** Only one school and one week have users. */
  users?: SchoolWeek['users'];
}) {
  const total = typeof split.total === 'number' ? split.total : null;
  const lines = [
    ...splitProfiles.map((profile) => ({
      key: profile,
      label: capital(profileLabels[profile]),
      visits: split.profiles[profile],
      users: users?.[profile] ?? null,
    })),
    { key: 'other', label: 'Autres, ou non ventilé', visits: split.other, users: null },
  ];
  return (
    <div className="max-w-3xl overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-line border-b text-left">
            <th scope="col" className="py-2 pr-4 font-semibold">
              Profil
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-semibold">
              Visites
            </th>
            {users ? (
              <th scope="col" className="py-2 text-right font-semibold">
                Utilisateurs uniques
              </th>
            ) : (
              <th scope="col" className="py-2 text-right font-semibold">
                Part du total
              </th>
            )}
          </tr>
        </thead>
        <tbody className="tabular">
          {lines.map(({ key, label, visits, users: unique }) => (
            <tr key={key} className="border-line border-b">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {label}
              </th>
              <td className="py-1.5 pr-4 text-right">{cellText(visits)}</td>
              <td className="py-1.5 text-right">
                {users
                  ? cellText(unique)
                  : total && typeof visits === 'number'
                    ? formatPercent(visits / total)
                    : '–'}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="py-1.5 pr-4 text-left font-semibold">
              Tous profils, tel que publié
            </th>
            <td className="py-1.5 pr-4 text-right font-semibold">{cellText(split.total)}</td>
            <td className="py-1.5 text-right font-semibold">{users ? cellText(users.total) : ''}</td>
          </tr>
        </tbody>
      </table>
      {split.exceeds && (
        <p className="mt-2 max-w-text text-soft text-sm">
          Les profils dépassent ici le total publié&nbsp;: une même visite peut y compter deux fois. Les deux
          sont montrés tels quels.
        </p>
      )}
    </div>
  );
}
