import type { ObjectStore } from '#prisma/objectStore';
import type { Queue } from '#prisma/queue';
import type { Context } from '../graphql/context.ts';
import type { ImageConverter } from '../images/imageConverter.ts';
import type { ManifestReader } from './manifests.ts';
import type { ShownImages } from './shownImages.ts';
import type { Uploads } from './uploads.ts';

/** What datasets need of a server. */
export interface DatasetServices {
  /** Train and validation images, and their manifests. */
  objects: ObjectStore;
  readManifest: ManifestReader;
  images: ImageConverter;
  shownImage: ShownImages;
  /** The same in a few kilobytes. */
  exampleImage: ShownImages;
  uploads: Uploads;
  /** Where `uploads` keeps them. */
  uploadDirectory: string;
  /** The folder of this machine from which staff may import; null where there is none. */
  datasetFolder: string | null;
  queue: Queue;
}

export type DatasetContext = Context & DatasetServices;
