import { sendDigests } from '../alerts/digest';
import { now } from '../clock';
import { followCalendar } from '../conventions/commands/calendar';
import { db } from '../db';
import { deliverMail } from '../mail/deliver';
import { eraseBodies } from '../mail/retention';
import { sendSignInLink } from '../organisations/sign-in-link';
import { sealAll } from '../signature/commands/seal';
import { workOnUpload } from '../territory/directory/background';
import { forgetOldFiles } from '../work/parts';
import { runWaitingWork } from '../work/run';
import type { JobHandlers } from './queue';

/** What each background job does: one call into the domain it belongs to. */
export const handlers: JobHandlers = {
  'mail.deliver': async () => {
    await deliverMail(db());
    await eraseBodies(db(), now());
  },
  'alerts.digest': async () => {
    await sendDigests(db(), now());
    await deliverMail(db());
  },
  'sign-in.link': async ({ email, url }) => sendSignInLink(db(), email, url),
  'directory.import': async (payload) => workOnUpload(db(), payload, now()),
  'work.run': async () => {
    await forgetOldFiles(db(), now());
    await runWaitingWork(db());
  },
  'convention.seal': async () => {
    await sealAll(db(), now());
  },
  'convention.calendar': async () => {
    await followCalendar(db(), now());
  },
};
