import { sealedStoreKeys } from '#machine/environment';
import { isS3 } from '#machine/storeLocation';
import { openDirectoryStore } from './objects/directoryStore.ts';
import type { BatchStore } from './objects/object.ts';
import { openS3Store } from './objects/s3Store.ts';

export {
  addressOf,
  type BatchStore,
  ObjectMissing,
  type ObjectStore,
  StoreUnusable,
  storeUnusableIn,
} from './objects/object.ts';

/** The object store at a location: a directory, or a bucket as `s3://bucket/prefix`, with the keys of this process. */
export function openObjectStore(location: string): BatchStore {
  return isS3(location) ? openS3Store(location) : openDirectoryStore(location);
}

/** The store of the test images. A bucket has keys of its own, which workers have and API servers have not. */
export function openSealedStore(location: string): BatchStore {
  return isS3(location) ? openS3Store(location, sealedStoreKeys()) : openDirectoryStore(location);
}
