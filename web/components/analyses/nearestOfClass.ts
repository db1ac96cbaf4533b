/** What a map's reading needs: places and classes of images, and which of them are training images. */
interface Places {
  x: readonly number[];
  y: readonly number[];
  labels: readonly number[];
  splits: readonly ('TRAIN' | 'VALIDATION')[];
}

/**
 * The share of validation images to which a training image of their own class is the nearest in the map, and which
 * share that would be if any training image were as likely to be the nearest; null where there is none of either.
 */
export function nearestOfClass({ x, y, labels, splits }: Places): { share: number; chance: number } | null {
  const train = splits.flatMap((split, index) => (split === 'TRAIN' ? [index] : []));
  const validation = splits.flatMap((split, index) => (split === 'VALIDATION' ? [index] : []));
  if (train.length === 0 || validation.length === 0) return null;
  const alike = validation.filter((image) => {
    let nearest = train[0]!;
    let least = Number.POSITIVE_INFINITY;
    for (const other of train) {
      const distance = (x[image]! - x[other]!) ** 2 + (y[image]! - y[other]!) ** 2;
      if (distance >= least) continue;
      least = distance;
      nearest = other;
    }
    return labels[nearest] === labels[image];
  });
  const pairs = validation.reduce(
    (sum, image) => sum + train.filter((other) => labels[other] === labels[image]).length,
    0,
  );
  return {
    share: alike.length / validation.length,
    chance: pairs / (train.length * validation.length),
  };
}
