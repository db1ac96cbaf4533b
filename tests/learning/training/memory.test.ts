import { beforeAll, expect, test } from 'vitest';
import { startTestEngine } from '../../setup/engine.ts';
import { memoryOverEpochs } from './memoryOverEpochs.ts';

beforeAll(() => startTestEngine());

test.each(['cnn', 'head'] as const)('60 epochs hold what 3 epochs hold: %s', async (name) => {
  const held = await memoryOverEpochs(name, 60);
  expect(held).toHaveLength(60);
  const { tensors, bytes } = held[2]!;
  for (const epoch of held.slice(3)) expect(epoch).toMatchObject({ tensors, bytes });
});
