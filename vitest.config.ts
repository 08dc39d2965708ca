import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

/** Tests that never ask for a database; every other file under test/ may. */
const WITHOUT_DATABASE = [
  'connectors/**/*.test.ts',
  'test/connector-template/*.test.ts',
  'test/unit/**/*.test.ts',
  'test/faults/*-http-*.test.ts',
  'test/layers.test.ts',
];

/** Processes that are killed, stopped and starved: minutes, so `npm run crash` and not `npm test`. */
const CRASHES = 'test/crash/*.test.ts';

export default defineConfig({
  resolve: {
    // graphql refuses schemas made by a second copy of itself: vite would take its ES modules, node its CommonJS.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
  test: {
    pool: 'forks',
    maxWorkers: 3,
    // Files share the modules of their worker: loading them anew for each of 180 files took a third of the time.
    isolate: false,
    // Against hanging, not for speed: the machines are shared, and some are slow.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', './test/kit/summary-reporter.ts'],
    env: { TZ: 'UTC' },
    projects: [
      { extends: true, test: { name: 'plain', include: WITHOUT_DATABASE } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['test/**/*.test.ts'],
          exclude: [...WITHOUT_DATABASE, CRASHES],
          globalSetup: './test/kit/global-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: [CRASHES],
          globalSetup: './test/kit/global-setup.ts',
          testTimeout: 300_000,
        },
      },
    ],
  },
});
