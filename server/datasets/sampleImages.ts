import type { DatasetVersion } from '#prisma/client';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { SampleImage } from './dataset.type.ts';

/** The first `perClass` training images of each class. Throws BAD_USER_INPUT unless 1 ≤ perClass ≤ 100. */
export async function sampleImages(context: Context, version: DatasetVersion, perClass: number): Promise<SampleImage[]> {
  if (perClass < 1 || perClass > 100) throw new ApiError('BAD_USER_INPUT', `Expected perClass from 1 to 100, received ${perClass}.`);
  const { train, classNames } = await context.readManifest(version.manifest);
  return classNames.flatMap((className, label) =>
    train
      .filter((image) => image.label === label)
      .slice(0, perClass)
      .map(({ sha256, width, height }) => ({ className, url: `/images/${version.id}/${sha256}`, width, height })),
  );
}
