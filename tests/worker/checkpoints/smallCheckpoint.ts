import type { Checkpoint } from '../../../worker/checkpoints/checkpointFile.ts';

export const environment = {
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
  const standing = { epoch, stage: 0, position: { pass: 2, batch: 3 }, dropoutSteps: [7], memory: null };
  const values = Float32Array.of(0.1, -0, 3e38, epoch);
  return {
    ...held,
    weightsHash: 'loaded',
    environment,
    state: { standing, tensors: new Map([['network/a/0', { shape: [2, 2], values }]]) },
  };
}
