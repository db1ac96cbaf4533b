import { expect, test } from 'vitest';
import { provenanceSchema } from '#contracts/provenance';
import { resumedProvenance } from '../../../learning/executors/resumedProvenance.ts';
import { provenance } from '../../worker/checkpoints/smallCheckpoint.ts';

const executor = { name: 'onnx', version: 'ONNX Runtime 1', reason: 'measured' } as const;
const here = { ...provenance, executor };

test('a run that goes on in the same place keeps its provenance', () => {
  expect(resumedProvenance(here, here, 3)).toEqual(here);
  expect(resumedProvenance(provenance, provenance, 3)).toEqual(provenance);
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
  const resumed = resumedProvenance(there, here, 3);
  expect(resumed).toEqual({ ...there, earlier: [{ ...here, lastEpoch: 3 }] });
  expect(provenanceSchema.parse(resumed)).toEqual(resumed);
  // And keeps saying so.
  expect(resumedProvenance(there, resumed, 5)).toEqual(resumed);
  expect(resumedProvenance(here, resumed, 7).earlier).toEqual([
    { ...here, lastEpoch: 3 },
    { ...there, lastEpoch: 7 },
  ]);
});
