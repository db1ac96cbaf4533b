import type { Checkpoint } from '../../../worker/checkpoints/checkpointFile.ts';

export const provenance = {
  engine: 'wasm',
  engineVersion: 'TensorFlow.js 4',
  node: 'v24',
  platform: 'linux-x64',
  processor: 'any',
  threads: 2,
};

/** A checkpoint of four numbers. */
export function smallCheckpoint(fields: { runId: string; attempt: number; epoch?: number }): Checkpoint {
  const { epoch = 1, ...held } = fields;
  const loop = { epoch, stage: 0, position: { pass: 2, batch: 3 }, dropoutSteps: [7], memory: null };
  const values = Float32Array.of(0.1, -0, 3e38, epoch);
  return {
    ...held,
    weightsHash: 'loaded',
    provenance,
    state: { loop, tensors: new Map([['network/a/0', { shape: [2, 2], values }]]) },
  };
}
