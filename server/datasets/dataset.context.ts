import type { ObjectStore } from '#prisma/objectStore';
import type { Queue } from '#prisma/queue';
import type { Context } from '../graphql/context.ts';
import type { ManifestReader } from './manifests.ts';
import type { Uploads } from './uploads.ts';

/** What datasets need of a server. */
export interface DatasetServices {
  /** Train and validation images, and their manifests. */
  objects: ObjectStore;
  readManifest: ManifestReader;
  uploads: Uploads;
  /** Where `uploads` keeps them. */
  uploadDirectory: string;
  /** The folder of this machine from which staff may import; null where there is none. */
  datasetFolder: string | null;
  queue: Queue;
}

export type DatasetContext = Context & DatasetServices;
