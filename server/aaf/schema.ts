import { z } from 'zod';
import { cleanLine, cleanText, email, isoDate, phone } from '@/server/text';
import { aafStatuses } from './domain';
import { aafActions, aafTransitions } from './transitions';

const id = (message: string) =>
  z.string({ error: message }).min(1, { error: message }).max(64, { error: message });

/** One request for many schools of one convention; each school is then judged by the checklist. */
export const requestAttachments = z.object({
  uais: z
    .array(z.string({ error: 'Un UAI est attendu.' }).min(1, { error: 'Un UAI est attendu.' }).max(20))
    .min(1, { error: 'Choisissez au moins une école.' })
    .max(5_000, { error: 'Une demande porte sur 5 000 écoles au plus.' }),
  /** The convention's product when absent. */
  productId: id('Choisissez la solution.').optional(),
  conventionId: id('Choisissez la convention.'),
  wantedOn: isoDate('Indiquez la date souhaitée (JJ/MM/AAAA).'),
  environment: z.enum(['test', 'production'], { error: 'Choisissez test ou production.' }),
  eduConnect: z.boolean({ error: 'Indiquez si EduConnect est demandé.' }),
  gar: z.boolean({ error: 'Indiquez si le GAR est demandé.' }),
  technicalContact: z.object(
    {
      name: cleanLine({ max: 120, required: 'Indiquez le nom du contact technique.' }),
      email: email('Indiquez l’adresse électronique du contact technique.'),
      phone: phone().default(''),
    },
    { error: 'Indiquez le contact technique.' },
  ),
  /** References that the convention left to be given with the request; its own win. */
  article28Reference: cleanLine({ max: 300 }).default(''),
  registerReference: cleanLine({ max: 300 }).default(''),
  conformityProof: cleanLine({ max: 300 }).default(''),
  note: cleanText({ max: 4_000 }).default(''),
  /** True asks for the schools that meet the checklist and leaves the others; otherwise one refused refuses all. */
  onlyEligible: z.boolean().default(false),
});
export type RequestAttachments = z.output<typeof requestAttachments>;

/** One act on one or many attachments; the reason is asked once for all. */
export const transitionAttachments = z
  .object({
    ids: z
      .array(id('Un accrochage est attendu.'))
      .min(1, { error: 'Choisissez au moins une école.' })
      .max(5_000, { error: 'Un acte porte sur 5 000 écoles au plus.' }),
    action: z.enum(aafActions).exclude(['request'], {
      error: 'Cet acte n’existe pas.',
    }),
    reason: cleanText({ max: 4_000 }).optional(),
    /** Version of each attachment as it was shown; one that moved since is refused. */
    versions: z.record(z.string().max(64), z.int().min(1)).optional(),
    /** True acts on those that can be and says why not for the others; otherwise one refused refuses all. */
    partial: z.boolean().default(false),
  })
  .refine((input) => !aafTransitions[input.action].reasonRequired || Boolean(input.reason?.trim()), {
    path: ['reason'],
    error: 'Indiquez le motif : il sera communiqué au demandeur et gardé au journal.',
  });
export type TransitionAttachments = z.output<typeof transitionAttachments>;

/** Drawers of the queue; a state on its own may be asked for too. */
export const aafDrawers = ['todo', 'in_place', 'closed', 'all'] as const;

/** Filters of the queue; `cursor` continues after the last attachment of an answer. */
export const listAttachments = z.object({
  state: z.enum([...aafDrawers, ...aafStatuses]).default('all'),
  conventionId: z.string().max(64).optional(),
  projectId: z.string().max(64).optional(),
  requestId: z.string().max(64).optional(),
  productId: z.string().max(64).optional(),
  uai: z.string().max(20).optional(),
  department: z.string().max(3).optional(),
  q: cleanLine({ max: 200 }).optional(),
  page: z.int().min(1).max(100_000).default(1),
  size: z.int().min(1).max(2_000).default(500),
  cursor: z.string().max(64).optional(),
});
export type ListAttachments = z.output<typeof listAttachments>;
