import type { Logger } from 'pino';
import type { Database } from '#prisma/client';
import type { ObjectStore, ObjectWriter } from '#prisma/objectStore';
import type { Queue } from '#prisma/queue';
import type { Viewer } from './accounts/viewer.ts';
import type { ImportLimits } from './datasets/importLimits.ts';
import type { ManifestReader } from './datasets/manifests.ts';
import type { Uploads } from './datasets/uploads.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { ProgressFeed } from './progress.ts';

/** What one server has, shared by all requests. */
export interface Services {
  database: Database;
  queue: Queue;
  /** Train and validation images, and their manifests. */
  objects: ObjectStore;
  /** Test images: the API can write them, and has no way to read them. */
  sealed: ObjectWriter;
  readManifest: ManifestReader;
  uploads: Uploads;
  importLimits: ImportLimits;
  progress: ProgressFeed;
  log: Logger;
}

/** What a resolver gets. */
export interface Context extends Services {
  /** Who asks; null before signing in. */
  viewer: Viewer | null;
  /** Remember what they read: of one answer. A subscription puts new ones here for each. */
  loaders: Loaders;
}

export function createContext(services: Services, viewer: Viewer | null): Context {
  return { ...services, viewer, loaders: createLoaders(services.database, viewer) };
}
