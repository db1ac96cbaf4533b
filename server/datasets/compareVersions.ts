import type { ImageEntry } from '#contracts/dataset';
import type { DatasetVersion } from '#prisma/client';
import type { DatasetContext } from './dataset.context.ts';
import { classCountsOf } from './dataset.service.ts';
import type { ClassChanges, VersionComparison } from './dataset.type.ts';

interface Place {
  className: string;
  split: 'train' | 'validation';
}

/**
 * What a later version of a dataset has other than an earlier one. Images are the same by their bytes. Nobody but a
 * worker reads the test set: an image that moved into it counts as removed.
 */
export async function compareVersions(
  context: DatasetContext,
  before: DatasetVersion,
  after: DatasetVersion,
): Promise<VersionComparison> {
  const [earlier, later] = await Promise.all([placesOf(context, before), placesOf(context, after)]);
  const [testBefore, testAfter] = await Promise.all([testCounts(context, before), testCounts(context, after)]);
  const names = [...new Set([...before.classNames, ...after.classNames])].sort();
  const classes = new Map<string, ClassChanges>(
    names.map((className) => [
      className,
      {
        className,
        added: 0,
        removed: 0,
        movedSplit: 0,
        movedClass: 0,
        testBefore: testBefore.get(className) ?? null,
        testAfter: testAfter.get(className) ?? null,
      },
    ]),
  );
  for (const [sha256, places] of later) {
    const earlierPlaces = earlier.get(sha256);
    // An image may be in a set more than once; each further copy counts.
    for (const [at, place] of places.entries()) {
      const changes = classes.get(place.className)!;
      const was = earlierPlaces?.[at];
      if (was === undefined) changes.added += 1;
      else if (was.className !== place.className) changes.movedClass += 1;
      else if (was.split !== place.split) changes.movedSplit += 1;
    }
  }
  for (const [sha256, places] of earlier)
    for (const place of places.slice(later.get(sha256)?.length ?? 0)) classes.get(place.className)!.removed += 1;
  return { classes: [...classes.values()], sameTest: before.sealedManifest === after.sealedManifest };
}

async function placesOf(context: DatasetContext, version: DatasetVersion): Promise<Map<string, Place[]>> {
  const { train, validation, classNames } = await context.readManifest(version.manifest);
  const places = new Map<string, Place[]>();
  const add = (images: readonly ImageEntry[], split: Place['split']) => {
    for (const { sha256, label } of images) {
      const place = { className: classNames[label]!, split };
      const known = places.get(sha256);
      if (known) known.push(place);
      else places.set(sha256, [place]);
    }
  };
  add(train, 'train');
  add(validation, 'validation');
  return places;
}

async function testCounts(context: DatasetContext, version: DatasetVersion): Promise<Map<string, number | null>> {
  return new Map((await classCountsOf(context, version)).map(({ className, testCount }) => [className, testCount]));
}
