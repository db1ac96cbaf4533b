import { expect, test, vi } from 'vitest';
import { upgradeEpochs } from './epochsByNumber.ts';

vi.setConfig({ testTimeout: 180_000 });

test('epochs go over to numbered runs with every digit, take half the space, and are read meanwhile', async () => {
  const { before, after } = await upgradeEpochs(`epochs_${process.pid}`, 50_000);
  expect(after / before).toBeLessThan(0.55);
});
