import { type Manifest, manifestSchema, type SealedManifest, sealedManifestSchema } from '#contracts/dataset';
import type { ObjectStore } from '#prisma/objectStore';

/** The train and validation images of a dataset version. Throws when the object is missing or is no manifest. */
export async function readManifest(store: ObjectStore, address: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse((await store.get(address)).toString('utf8')));
}

/** Its test images, from the sealed store. */
export async function readSealedManifest(store: ObjectStore, address: string): Promise<SealedManifest> {
  return sealedManifestSchema.parse(JSON.parse((await store.get(address)).toString('utf8')));
}
