import { deriveSeed } from '#contracts/random/deriveSeed';
import type { TrainingSettings } from '#contracts/training';
import { batches, inOrder } from '../data/examples.ts';
import { shuffle } from '../random/shuffle.ts';

/** One batch of training. */
export interface Step {
  /** The pass over the examples that the batch belongs to, counted from 1. */
  pass: number;
  indices: Int32Array;
  endsPass: boolean;
}

/** Which step comes next: its pass, counted from 1, and the index of its batch in the pass. */
export interface Position {
  pass: number;
  batch: number;
}

/**
 * The batches of one pass after another, without end, from `position` on; the generator moves `position` with every
 * step. No steps if there are no examples.
 */
export function* stepsOver(
  count: number,
  { batchSize, shuffle: shuffled }: Pick<TrainingSettings, 'batchSize' | 'shuffle'>,
  seed: number,
  position: Position,
): Generator<Step, void> {
  while (count > 0) {
    const { pass, batch } = position;
    const order = inOrder(count);
    if (shuffled) shuffle(order, deriveSeed(seed, 'shuffle', pass));
    const all = batches(order, batchSize);
    for (const [index, indices] of all.entries()) {
      if (index < batch) continue;
      const endsPass = index === all.length - 1;
      Object.assign(position, endsPass ? { pass: pass + 1, batch: 0 } : { pass, batch: index + 1 });
      yield { pass, indices, endsPass };
    }
  }
}

/** The steps of one epoch: at most `stepsPerEpoch`. As in Keras, an epoch also ends where a pass ends. */
export function* epochOf(
  steps: Generator<Step, void>,
  { stepsPerEpoch }: Pick<TrainingSettings, 'stepsPerEpoch'>,
): Generator<Step, void> {
  for (let taken = 1; ; taken++) {
    const { value: step } = steps.next();
    if (!step) return;
    yield step;
    if (step.endsPass || taken === stepsPerEpoch) return;
  }
}

/** The number of steps that so many epochs take together. */
export function countSteps(
  epochs: number,
  { batchSize, stepsPerEpoch }: Pick<TrainingSettings, 'batchSize' | 'stepsPerEpoch'>,
  examples: number,
): number {
  const ofPass = Math.ceil(examples / batchSize);
  const ofEpoch = Math.min(stepsPerEpoch ?? ofPass, ofPass);
  const epochsOfPass = Math.ceil(ofPass / ofEpoch);
  return Math.floor(epochs / epochsOfPass) * ofPass + (epochs % epochsOfPass) * ofEpoch;
}
