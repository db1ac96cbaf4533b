import type { ObjectStore, ObjectWriter } from '#prisma/objectStore';
import type { Context } from '../graphql/context.ts';
import type { ImportLimits } from './importLimits.ts';
import type { ManifestReader } from './manifests.ts';
import type { Uploads } from './uploads.ts';

/** What datasets need of a server. */
export interface DatasetServices {
  /** Train and validation images, and their manifests. */
  objects: ObjectStore;
  /** Test images: the API can write them, and has no way to read them. */
  sealed: ObjectWriter;
  readManifest: ManifestReader;
  uploads: Uploads;
  importLimits: ImportLimits;
}

export type DatasetContext = Context & DatasetServices;
