import { expect, test, vi } from 'vitest';
import { upgradeEpochs } from './epochsByNumber.ts';

vi.setConfig({ testTimeout: 900_000 });

test('a million epochs go over to numbered runs while they are read', async () => {
  const { before, after } = await upgradeEpochs(`million_${process.pid}`, 1_000_000);
  console.info(`a row of epochs with its index: ${before.toFixed(1)} bytes before, ${after.toFixed(1)} after`);
  expect(after).toBeLessThan(112);
});
