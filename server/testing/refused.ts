import { type Refusal, refusalOf } from '../trpc/init';

/** The refusal with which this work must end; a test in which it is accepted fails. */
export function refused(work: Promise<unknown>): Promise<Refusal> {
  return work.then(() => {
    throw new Error('accepted, but a refusal was expected');
  }, refusalOf);
}
