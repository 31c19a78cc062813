import ical, { ICalCalendarMethod } from 'ical-generator';
import { toDbDate } from '@/server/clock';
import { type Deadline, deadlineLabels } from '@/server/dashboard/domain';

/** What stands around the events: whose calendar application it is, and where its pages are. */
export type FeedFrame = { name: string; appUrl: string; stamp: Date };

/**
 * A calendar (RFC 5545) with one all-day event per deadline. The same deadlines give the same bytes: identifiers
 * are those of the facts, and the stamp is that of the feed, so that a reader who asks again can be told « nothing
 * new ». No person is named.
 */
export function calendarOf(deadlines: readonly Deadline[], { name, appUrl, stamp }: FeedFrame): string {
  const calendar = ical({
    name,
    description: 'Échéances des conventions et des projets que vous suivez.',
    prodId: { company: 'accordent', product: 'agenda', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 6 * 3600,
  });
  const { host } = new URL(appUrl);
  const once = new Map(deadlines.map((one) => [one.id, one]));
  for (const one of [...once.values()].sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id)))
    calendar.createEvent({
      id: `${one.id.replaceAll(':', '-')}@${host}`,
      // A civil date has no hour: midnight UTC is what the library writes as that day, whatever the process's zone.
      start: toDbDate(one.on),
      allDay: true,
      stamp,
      summary: `${deadlineLabels[one.kind]}\u00a0: ${one.object}`,
      description: one.detail,
      url: appUrl + one.href,
    });
  return calendar.toString();
}
