import { z } from 'zod';
import type { SubjectName, Verb } from '../access/rules';
import { prove, proveAny } from '../access/scope';
import type { PersonAct } from '../audit/journal';
import { AppError } from '../errors';
import { base } from './init';

/** Anybody, signed in or not. */
export const open = base.meta({ access: { rung: 'public' } });

/** Somebody signed in, with or without a hat. */
export const signedIn = base.meta({ access: { rung: 'signedIn' } }).use(({ ctx, next }) => {
  const { userId } = ctx;
  if (!userId) throw new AppError('unauthenticated', 'Connectez-vous pour continuer.');
  return next({ ctx: { userId } });
});

const hatted = base.use(({ ctx, next }) => {
  const { userId, actor } = ctx;
  if (!userId) throw new AppError('unauthenticated', 'Connectez-vous pour continuer.');
  if (!actor) throw new AppError('forbidden', 'Choisissez d’abord le rôle sous lequel vous agissez.');
  const act: PersonAct = { db: ctx.db, actor, now: ctx.now };
  return next({ ctx: { userId, actor, act } });
});

/** Somebody whose rules hold this verb on this kind of object at all: lists, creations. */
export const may = (verb: Verb, subject: SubjectName) =>
  hatted.meta({ access: { rung: 'may', verb, subject } }).use(({ ctx, next }) => {
    proveAny(ctx.ability, verb, subject);
    return next();
  });

/**
 * Somebody who may do this to the object named by `input.id`: proven in SQL before the procedure runs.
 * Unreadable → not_found; readable but not allowed → forbidden.
 */
export const on = (subject: SubjectName, verb: Verb = 'read') =>
  hatted
    .meta({ access: { rung: 'on', verb, subject } })
    .input(z.object({ id: z.string('L’identifiant manque.').min(1).max(64) }))
    .use(async ({ ctx, input, next }) => {
      await prove(ctx.db, ctx.ability, verb, subject, input.id);
      return next();
    });
