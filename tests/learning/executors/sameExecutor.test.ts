import { expect, test } from 'vitest';
import type { ExecutorPlace } from '#contracts/provenance';
import type { Engine } from '../../../learning/engine/engine.ts';
import { sameExecutor } from '../../../learning/executors/executorOf.ts';
import { provenance } from '../../worker/checkpoints/smallCheckpoint.ts';

const engine: Engine = { name: 'wasm', provenance };

/** ONNX Runtime, which works on these places only. */
const worksOn =
  (...places: ExecutorPlace[]) =>
  async (place: ExecutorPlace) => {
    if (!places.includes(place)) throw new Error(`expected ${places}, received ${place}`);
    return { version: `ONNX Runtime 2 on ${place}` };
  };

const webgpu = { name: 'onnx', place: 'webgpu', version: 'ONNX Runtime 1 on webgpu', reason: 'measured' } as const;

test('a run that goes on has ONNX Runtime on the place that it had, with its version there', async () => {
  const start = worksOn('processor', 'webgpu');
  expect(await sameExecutor(webgpu, provenance, engine, { start })).toEqual({
    ...webgpu,
    version: 'ONNX Runtime 2 on webgpu',
  });
});

test('where that place is missing, the executor is chosen again', async () => {
  expect(await sameExecutor(webgpu, provenance, engine, { start: worksOn('processor', 'cuda') })).toBeNull();
});

test.each([
  ['ONNX Runtime 1.30.0 on the CPU, threads: 2, Winograd convolutions', 'processor'],
  ['ONNX Runtime 1.30.0 on a GPU', 'cuda'],
] as const)('a record without a place, %s, is of the %s', async (version, place) => {
  const before = { name: 'onnx', version, reason: 'measured' } as const;
  const same = await sameExecutor(before, provenance, engine, { start: worksOn(place) });
  expect(same).toMatchObject({ place, version: `ONNX Runtime 2 on ${place}` });
});
