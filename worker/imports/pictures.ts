import { availableParallelism } from 'node:os';
import { Readable } from 'node:stream';
import { type DatasetReport, picturedFiles } from '#contracts/datasetImport';
import { type DatasetFiles, type Examined, type Listing, thumbnailOf } from '#learning';
import type { ImportPictures } from '#prisma/importPictures';

export type Pictures = ImportPictures;

/** Of a class, and of how many classes, samples are shown. */
const samplesOfClass = 4;
const sampledClasses = 50;

/** Training images that show what the classes look like, spread evenly over each class. */
export function sampledFiles(
  { classNames, images }: Pick<DatasetFiles, 'classNames' | 'images'>,
  examined: ReadonlyMap<string, Examined>,
): DatasetReport['samples'] {
  return classNames.slice(0, sampledClasses).flatMap((name) => {
    const paths = images
      .filter(({ split, className, path }) => split === 'train' && className === name && isWhole(examined.get(path)))
      .map(({ path }) => path);
    const count = Math.min(samplesOfClass, paths.length);
    return Array.from({ length: count }, (_, at) => ({
      className: name,
      path: paths[Math.floor((at * paths.length) / count)]!,
    }));
  });
}

function isWhole(examined: Examined | undefined): boolean {
  return examined !== undefined && examined.fault === undefined;
}

/** The files of a report's faults that are looked at, and the files that they are like. */
export function faultyFiles({ faults }: Pick<DatasetReport, 'faults'>): string[] {
  const shown = faults
    .filter(({ kind }) => kind !== 'UNREADABLE')
    .flatMap(({ files }) => files.slice(0, picturedFiles));
  return [...new Set(shown.flatMap(({ path, like }) => (like === null ? [path] : [path, like])))];
}

/** Small pictures of some files of a listing; files that nothing reads have none. */
export async function picturesOf(listing: Listing, paths: readonly string[]): Promise<Pictures> {
  const pictures: Pictures = new Map();
  await Readable.from([...new Set(paths)]).forEach(
    async (path: string) => {
      const bytes = await listing.read(path).catch(() => null);
      const picture = bytes && (await thumbnailOf(bytes));
      if (picture) pictures.set(path, picture);
    },
    { concurrency: availableParallelism() },
  );
  return pictures;
}
