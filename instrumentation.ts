/** Runs once when the server starts: checks the configuration, then starts the background workers. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { config } = await import('./server/config');
  config();
  const { startJobs } = await import('./server/jobs/queue');
  const { handlers } = await import('./server/jobs/handlers');
  const { db } = await import('./server/db');
  const { checkSealAtStart } = await import('./server/signature/certificate');
  const { now } = await import('./server/clock');
  await checkSealAtStart(db(), now());
  const { reclaimWork } = await import('./server/work/run');
  await reclaimWork(db());
  await startJobs(handlers);
  const { warmDocumentWorkers } = await import('./server/documents/render');
  warmDocumentWorkers();
}
