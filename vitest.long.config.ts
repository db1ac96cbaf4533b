import usual from './vitest.config.ts';

/** Tests that take longer than a change can wait for: npm run test:long. */
export default { ...usual, test: { ...usual.test, include: ['tests/**/*.long.ts'] } };
