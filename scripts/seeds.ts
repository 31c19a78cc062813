import { existsSync } from 'node:fs';

/** The seed functions, as long as some of them are not written yet. */

type Load = (databaseUrl: string) => Promise<void>;

async function load(name: string, exported: string, url: string): Promise<void> {
  const file = new URL(`../prisma/seed/${name}.ts`, import.meta.url);
  if (!existsSync(file)) {
    console.log(`prisma/seed/${name}.ts est absent.`);
    return;
  }
  const module: Record<string, Load> = await import(file.href);
  await module[exported]?.(url);
}

export const loadReferenceData: Load = (url) => load('reference', 'loadReferenceData', url);
export const loadDemonstration: Load = (url) => load('demonstration', 'loadDemonstration', url);
