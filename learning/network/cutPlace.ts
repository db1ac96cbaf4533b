/** What of a layer decides where a network can be cut. */
export interface CutLayer {
  /** Values that it puts out for an image. */
  outputs: number;
  /** Index of the last layer that reads them; the number of layers where they leave the network. */
  lastReader: number;
}

export interface CutPlace {
  /** Index of the first layer behind the cut; 0 where there is none. */
  at: number;
  /** Indices of the layers before it whose outputs are read behind it. */
  crossing: number[];
}

/** As many times the values of the last place that a single tensor crosses may cross a later one. */
const widest = 2;

/**
 * Where a network is cut whose layers before number `firstTrained` are frozen: there, or as little as possible earlier.
 * Between a branch and its merge several tensors cross, and all of them are stored. That is worth while wherever they
 * are not much larger than the one before the branch: reading a number costs far less than computing it again in every
 * step. Inside MobileNetV2's blocks they are seven times as large, and only two layers of a block come before that; so
 * it is cut before the block. In NASNet, where at least two tensors cross from the stem on, they are smaller than the
 * one in the stem.
 */
export function cutPlace(layers: readonly CutLayer[], firstTrained: number): CutPlace {
  let place: CutPlace = { at: 0, crossing: [] };
  let crossing: number[] = [];
  let ofSingle = 0;
  for (let at = 1; at <= firstTrained; at++) {
    crossing = [...crossing, at - 1].filter((index) => layers[index]!.lastReader >= at);
    const values = crossing.reduce((sum, index) => sum + layers[index]!.outputs, 0);
    if (crossing.length === 1) ofSingle = values;
    // Before number 1 there are only the images.
    if (at > 1 && values <= widest * ofSingle) place = { at, crossing };
  }
  return place;
}
