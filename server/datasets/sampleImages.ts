import type { DatasetVersion } from '#prisma/client';
import { ApiError } from '../graphql/errors.ts';
import type { DatasetContext } from './dataset.context.ts';
import type { SampleImage } from './dataset.type.ts';

/**
 * `perClass` training images of each class, spread evenly over the class: neighbours are often alike. Throws
 * BAD_USER_INPUT unless 1 ≤ perClass ≤ 100.
 */
export async function sampleImages(
  context: DatasetContext,
  version: DatasetVersion,
  perClass: number,
): Promise<SampleImage[]> {
  if (perClass < 1 || perClass > 100)
    throw new ApiError('BAD_USER_INPUT', `Expected perClass from 1 to 100, received ${perClass}.`);
  const { train, classNames } = await context.readManifest(version.manifest);
  return classNames.flatMap((className, label) => {
    const images = train.filter((image) => image.label === label);
    return spread(images, perClass).map(({ sha256, width, height }) => ({
      className,
      url: `/images/${version.id}/${sha256}`,
      width,
      height,
    }));
  });
}

function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T);
}
