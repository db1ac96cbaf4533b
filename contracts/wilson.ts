/** The 0.975 quantile of the normal distribution. */
const z = 1.959964;

/**
 * What the true share may be where `share` of `images` was counted: Wilson's 95 % interval (1927). It stays inside [0,
 * 1] and holds for few images, too.
 */
export function wilson(share: number, images: number): [low: number, high: number] {
  const center = share + z ** 2 / (2 * images);
  const margin = z * Math.sqrt((share * (1 - share)) / images + z ** 2 / (4 * images ** 2));
  const scale = 1 + z ** 2 / images;
  return [(center - margin) / scale, (center + margin) / scale];
}
