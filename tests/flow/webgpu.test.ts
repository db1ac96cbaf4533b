import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { provenanceSchema } from '#contracts/provenance';
import { chooseEngine, type Probe } from '../../learning/engine/engine.ts';
import { openLifetime } from '../../worker/lifetime.ts';
import { announcePresence } from '../../worker/presence/presence.ts';
import { consumeRuns } from '../../worker/queue/consumeRuns.ts';
import { openEngineFallback } from '../../worker/queue/engineFallback.ts';
import { openMemoryBudget } from '../../worker/queue/memoryBudget.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';
import { softwareGpu } from '../setup/softwareGpu.ts';
import { startWeightsHost } from '../setup/weightsHost.ts';

/** Of 24 images: three steps an epoch. */
const recipe = {
  backbone: 'MobileNetV2',
  weights: 'imagenet',
  inputSize: 64,
  freeze: { before: 'block_16_expand' },
  training: { epochs: 4, batchSize: 8 },
} as const;

const patienceMs = 600_000;

describe.runIf(softwareGpu)('a worker with a GPU', () => {
  test('whose GPU is lost goes on from the checkpoint with the next engine, and says why', async () => {
    const host = await startWeightsHost();
    const course = await openShapesCourse();
    const lostAt = `?at=7&done=${encodeURIComponent(join(course.worker.directories.cache, '..', 'lost'))}`;
    const preloaded = `--import ${new URL('../setup/loseGpu.ts', import.meta.url).href}${lostAt}`;
    Object.assign(process.env, softwareGpu, { NODE_OPTIONS: preloaded });
    const stop = await consume(course, host.url);
    try {
      const run = await course.waitFor(await course.submit(recipe), undefined, patienceMs);
      expect(run).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
      expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
      const { engine, engineReason, earlier } = provenanceSchema.parse(run.environment);
      expect(engine).toBe('wasm');
      expect(engineReason).toContain('webgpu ruled out: it was ended by the loss of its GPU');
      expect(earlier).toEqual([
        expect.objectContaining({ engine: 'webgpu', adapter: expect.objectContaining({ software: true }) }),
      ]);
      expect(earlier![0]!.lastEpoch).toBeGreaterThanOrEqual(1);
    } finally {
      await stop();
      await course.close();
      await host.close();
    }
  });
});

/** Consumes runs as a worker does that has found a GPU. */
async function consume({ database, queue, worker }: ShapesCourse, kerasWeightsUrl: string) {
  const { provenance } = await chooseEngine('wasm');
  const found: Probe = { works: true, seconds: 1, provenance };
  const choose = (excluded?: ReadonlyMap<string, string>) =>
    chooseEngine('auto', {
      ...(excluded && { excluded }),
      nativePackage: null,
      hasAnyGpu: () => true,
      probe: async () => found,
    });
  const { databaseUrl, directories, featureStore, log } = worker;
  const first = await choose();
  expect(first.label).toBe('webgpu');
  const presence = await announcePresence(database, first, { concurrency: 1, memory: 8e9 }, () => {});
  const stopping = new AbortController();
  await consumeRuns({
    database,
    queue,
    workerId: presence.id,
    engines: openEngineFallback(first, { choose, probe: async () => found, onChange: presence.changeEngine }),
    concurrency: 1,
    lifetime: openLifetime(queue, {}),
    memory: openMemoryBudget(8e9),
    childSettings: { databaseUrl, directories, kerasWeightsUrl, featureStore },
    log,
    stopping: stopping.signal,
    onProgress: () => {},
  });
  return async () => {
    stopping.abort(new Error('the test is over'));
    await queue.offWork('runs');
    await presence.end();
  };
}
