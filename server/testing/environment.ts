/**
 * What the application reads of its environment, as the tests want it. Configuration is read at its first use: call
 * this before.
 * @param databaseUrl where the queue and the throttle, which keep connections of their own, are led
 */
export function setTestEnvironment(databaseUrl: string): void {
  Object.assign(process.env, {
    ACCORDENT_MODE: 'test',
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: 'test-secret-0123456789-abcdefghijkl',
    APP_URL: 'http://127.0.0.1:3000',
  });
}
