import { randomNumbers } from './random.ts';

/** What an epoch draws. */
export interface DrawnEpoch {
  /** The pass over the images that it belongs to, counted from 1. */
  pass: number;
  /** Places of the images that it draws, of those that the pass drew before, counted from 0. */
  now: Set<number>;
  before: Set<number>;
  steps: number;
  endsPass: boolean;
}

/**
 * Which images an epoch draws, as training does it: the images in a new order in each pass, batch after batch; the next
 * epoch goes on where this one stopped, and an epoch ends where the pass does. The order itself is the figure's own.
 *
 * @param stepsPerEpoch undefined: an epoch is a pass
 */
export function drawEpoch(
  { images, batchSize, stepsPerEpoch }: { images: number; batchSize: number; stepsPerEpoch: number | undefined },
  epoch: number,
): DrawnEpoch {
  const batchesOfPass = Math.ceil(images / batchSize);
  let pass = 1;
  let batch = 0;
  for (let passed = 1; passed < epoch; passed++) {
    batch = Math.min(batchesOfPass, batch + (stepsPerEpoch ?? batchesOfPass));
    if (batch === batchesOfPass) [pass, batch] = [pass + 1, 0];
  }
  const end = Math.min(batchesOfPass, batch + (stepsPerEpoch ?? batchesOfPass));
  const order = shuffled(images, pass);
  return {
    pass,
    now: new Set(order.slice(batch * batchSize, end * batchSize)),
    before: new Set(order.slice(0, batch * batchSize)),
    steps: end - batch,
    endsPass: end === batchesOfPass,
  };
}

function shuffled(count: number, seed: number): number[] {
  const random = randomNumbers(seed);
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
