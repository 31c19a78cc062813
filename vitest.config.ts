import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '@': root.replace(/\/$/, ''),
      // Next resolves it to nothing on the server; elsewhere it throws.
      'server-only': path.join(root, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', '.next/**', 'test-results/**'],
    globalSetup: ['server/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    // What hangs must end; what is slow on a loaded machine must not fail for it.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    env: { TZ: 'UTC', NODE_ENV: 'test', NEXT_TELEMETRY_DISABLED: '1' },
  },
});
