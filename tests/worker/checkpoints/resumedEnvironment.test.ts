import { expect, test } from 'vitest';
import { runEnvironmentSchema } from '#contracts/provenance';
import { resumedEnvironment } from '../../../worker/checkpoints/resumedEnvironment.ts';
import { environment } from './smallCheckpoint.ts';

const executor = { name: 'onnx', version: 'ONNX Runtime 1', reason: 'measured' } as const;
const here = { ...environment, executor };

test('a run that goes on in the same environment has that one', () => {
  expect(resumedEnvironment(here, here, 3)).toEqual(here);
  expect(resumedEnvironment(environment, environment, 3)).toEqual(environment);
});

test.each([
  { engine: 'native' },
  { engineVersion: 'TensorFlow.js 5' },
  { node: 'v26' },
  { platform: 'darwin-arm64' },
  { processor: 'another' },
  { threads: 4 },
  { executor: { ...executor, version: 'ONNX Runtime 2' } },
  { executor: { name: 'tfjs' as const, version: 'TensorFlow.js 4', reason: 'measured' } },
])('one that goes on with %o says what its earlier epochs were computed on', (difference) => {
  const there = { ...here, ...difference };
  const resumed = resumedEnvironment(there, here, 3);
  expect(resumed).toEqual({ ...there, earlier: [{ ...here, lastEpoch: 3 }] });
  expect(runEnvironmentSchema.parse(resumed)).toEqual(resumed);
  // And keeps saying so.
  expect(resumedEnvironment(there, resumed, 5)).toEqual(resumed);
  expect(resumedEnvironment(here, resumed, 7).earlier).toEqual([
    { ...here, lastEpoch: 3 },
    { ...there, lastEpoch: 7 },
  ]);
});
