import { pino } from 'pino';

/** Structured log on standard output. Never give it texts, codes, tokens or mail bodies. */
export const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: null });
