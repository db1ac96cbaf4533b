import { expect, test } from 'vitest';
import { readEnvironment } from '#machine/environment';

test.each([
  ['12GB', 12e9],
  ['1.5 gb', 1.5e9],
  ['8GiB', 8 * 2 ** 30],
  ['2000MB', 2e9],
  ['4000000000', 4e9],
])('a worker’s memory may be %s', (size, bytes) => {
  expect(readEnvironment({ WORKER_MEMORY: size }).WORKER_MEMORY).toBe(bytes);
  // Processes hand the environment on as text.
  expect(readEnvironment({ WORKER_MEMORY: String(bytes) }).WORKER_MEMORY).toBe(bytes);
});

test.each([
  ['much', 'expected a size such as 12GB'],
  ['12 parsecs', 'expected a size such as 12GB'],
  ['-4GB', 'expected a size such as 12GB'],
  ['12', 'expected 1 GB or more'],
])('a worker’s memory may not be %s', (size, why) => {
  expect(() => readEnvironment({ WORKER_MEMORY: size })).toThrow(why);
});

test('without a word about it a worker has a part of what is free', () => {
  const { WORKER_MEMORY } = readEnvironment({});
  expect(WORKER_MEMORY).toBeGreaterThan(0);
  expect(WORKER_MEMORY).toBeLessThan(process.availableMemory() * 1.5);
});
