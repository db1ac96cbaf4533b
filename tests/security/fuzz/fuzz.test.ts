import { expect, it, vi } from 'vitest';
import { fuzz } from './fuzz.ts';

vi.setConfig({ testTimeout: 300_000 });

// The short form of `npm run fuzz`, with other inputs on each day.
const seed = Math.floor(Date.now() / 86_400_000);

it.each(['images', 'zips', 'yaml'])('%s that were changed by chance are read or refused', async (target) => {
  const { faults, cases } = await fuzz(target, { seed, cases: 300 });
  expect(faults).toEqual([]);
  expect(cases).toBe(300);
});

it.each(['h5', 'keras', 'graphql', 'sockets'])('%s that was changed by chance is read or refused', async (target) => {
  const { faults, cases } = await fuzz(target, { seed, cases: 40 });
  expect(faults).toEqual([]);
  expect(cases).toBe(40);
});
