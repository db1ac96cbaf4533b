import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  // Packages load graphql's CommonJS build; ours must be the same one, or its classes are not the same.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  oxc: { decorator: { legacy: true } },
  test: {
    include: ['tests/**/*.test.ts'],
    // What starts the whole system is a command of its own: npm run test:flow.
    exclude: [...configDefaults.exclude, 'tests/flow/**'],
    globalSetup: ['tests/setup/postgres.ts'],
    // Two cores train networks here: more files at once would only take each other's time.
    maxWorkers: 2,
    testTimeout: 60_000,
    // What a page shows may be seconds late on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
  },
});
