/** The facts of a layer that decide where a network can be cut. */
export interface CutLayer {
  /** The size of its output for one image. */
  outputs: number;
  /** The index of the last layer that reads the output; the number of layers for the network's own output. */
  lastReader: number;
}

export interface CutPlace {
  /** The index of the first layer behind the cut; 0 if there is no cut. */
  at: number;
  /** The indices of the layers before the cut whose outputs are read behind it. */
  crossing: number[];
}

/** How many times larger than the last single tensor the tensors that cross a cut may be together. */
const mostGrowth = 2;

/**
 * Where to cut a network whose layers before index `firstTrained` are frozen: there, or as little as possible before.
 *
 * Between a branch and its merge several tensors cross, and all of them have to be stored. That is worth it if they are
 * not much larger than the tensor before the branch: to read a number costs far less than to compute it in every step.
 * Inside MobileNetV2's blocks they are seven times as large after only two layers, so the cut is before the block. In
 * NASNet, where at least two tensors cross from the stem on, they are smaller than the one in the stem.
 */
export function cutPlace(layers: readonly CutLayer[], firstTrained: number): CutPlace {
  let place: CutPlace = { at: 0, crossing: [] };
  let crossing: number[] = [];
  let single = 0;
  for (let at = 1; at <= firstTrained; at++) {
    crossing = [...crossing, at - 1].filter((index) => layers[index]!.lastReader >= at);
    const values = crossing.reduce((sum, index) => sum + layers[index]!.outputs, 0);
    if (crossing.length === 1) single = values;
    // Before index 1 there are only the images.
    if (at > 1 && values <= mostGrowth * single) place = { at, crossing };
  }
  return place;
}
