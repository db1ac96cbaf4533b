import { inOrder } from '../../data/examples.ts';

/** How many images ranges are taken from, and how many the outcome is then held to. */
const most = { calibrated: 32, checked: 8 };

/**
 * Indices of the images to calibrate on, and of others to check it by: the first of each class, the second of each, and
 * so on, every fifth of them to check. In the images' order. Throws where there are fewer than two images.
 */
export function chooseCalibration(labels: Int32Array): { calibrated: number[]; checked: number[] } {
  if (labels.length < 2)
    throw new Error(`expected at least two training images to calibrate on, received ${labels.length}`);
  const placeInClass = new Map<number, number>();
  const places = Array.from(labels, (label) => {
    const place = placeInClass.get(label) ?? 0;
    placeInClass.set(label, place + 1);
    return place;
  });
  const order = Array.from(inOrder(labels.length)).sort((a, b) => places[a]! - places[b]! || labels[a]! - labels[b]!);
  const chosen = order.slice(0, most.calibrated + most.checked);
  const every = Math.min(chosen.length, (most.calibrated + most.checked) / most.checked);
  const isChecked = (position: number) => position % every === every - 1;
  const inOrderOfImages = (indices: number[]) => indices.sort((a, b) => a - b);
  return {
    calibrated: inOrderOfImages(chosen.filter((_, position) => !isChecked(position))),
    checked: inOrderOfImages(chosen.filter((_, position) => isChecked(position))),
  };
}
