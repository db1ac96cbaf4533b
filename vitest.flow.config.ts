import usual from './vitest.config.ts';

/** The whole system, with its pages in a browser: npm run test:flow. Deadlines are for a machine that is busy. */
export default {
  ...usual,
  test: {
    ...usual.test,
    include: ['tests/flow/**/*.test.ts'],
    exclude: [],
    testTimeout: 900_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
};
