import { RunFailure } from '#contracts/runFailure';
import type { PublishedWeights } from '#learning';
import { ObjectMissing, type ObjectStore } from '#prisma/objectStore';

/** Weights that a course published: their name, and the object that holds them. */
export type PublishedObject = Pick<PublishedWeights, 'name' | 'address'>;

/** Published weights as `trainRecipe` reads them. Reading throws WEIGHTS_UNAVAILABLE when the object is missing. */
export function openPublishedWeights({ name, address }: PublishedObject, store: ObjectStore): PublishedWeights {
  return {
    name,
    address,
    read: () =>
      store.get(address).catch((cause: unknown) => {
        if (!(cause instanceof ObjectMissing)) throw cause;
        const message =
          `Expected the published weights "${name}" in the object store, ` + `but there is no object ${address}`;
        throw new RunFailure('WEIGHTS_UNAVAILABLE', message, { cause });
      }),
  };
}
