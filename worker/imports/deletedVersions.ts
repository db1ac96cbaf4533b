import { manifestSchema, sealedManifestSchema } from '#contracts/dataset';
import { importHasEnded } from '#contracts/importStatus';
import type { Database, Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { ObjectMissing, type ObjectStore } from '#prisma/objectStore';

/** The longest that a sweep holds the lock. */
export const longestSweepMs = 10 * 60_000;

const everyMs = 60_000;

/** A course that is being copied may still be given a version that was deleted since. */
const graceMs = 15 * 60_000;
const month = 30 * 24 * 3600 * 1000;

/** Of PostgreSQL's advisory locks, the one on what the object stores have of datasets. */
const objectsLock = 'objects of datasets';

/** Waits for the lock and holds it until the transaction ends: shared by imports, or by one sweep alone. */
export async function lockObjects(transaction: Transaction, how: 'shared' | 'alone'): Promise<void> {
  if (how === 'shared')
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${objectsLock}, 0))`;
  else await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${objectsLock}, 0))`;
}

interface Stores {
  objects: ObjectStore;
  sealed: ObjectStore;
}

/**
 * Removes the objects of deleted dataset versions that no other version, of any course, needs. While an import stores
 * images it does nothing: that import may be about to need one. Answers how many objects are gone.
 */
export async function removeDeletedVersions(
  database: Database,
  { objects, sealed }: Stores,
  now = databaseNow().getTime(),
): Promise<number> {
  const due = { deletedAt: { lt: new Date(now - graceMs) } };
  if ((await database.deletedVersion.count({ where: due })) === 0) return 0;
  return database.$transaction(
    async (transaction) => {
      // The stores are asked for long between two statements; a session with less patience would end (connection.ts).
      await transaction.$executeRaw`
        SELECT set_config('idle_in_transaction_session_timeout', ${longestSweepMs}::text, true)`;
      await lockObjects(transaction, 'alone');
      if ((await transaction.datasetImport.count({ where: { status: 'WRITING' } })) > 0) return 0;
      const deleted = await transaction.deletedVersion.findMany({ where: due });
      const living = await transaction.datasetVersion.findMany({ select: { manifest: true, sealedManifest: true } });
      const gone = { objects: new Set<string>(), sealed: new Set<string>() };
      for (const { manifest, sealedManifest } of deleted) {
        for (const address of imagesIn(await readJson(objects, manifest).catch(nullIfGone))) gone.objects.add(address);
        const tested = await readJson(sealed, sealedManifest).catch(nullIfGone);
        for (const address of testImagesIn(tested)) gone.sealed.add(address);
        gone.objects.add(manifest);
        gone.sealed.add(sealedManifest);
      }
      // A living version whose manifest cannot be read may need anything: then nothing is removed.
      for (const { manifest, sealedManifest } of living) {
        for (const address of [manifest, ...imagesIn(await readJson(objects, manifest))]) gone.objects.delete(address);
        for (const address of [sealedManifest, ...testImagesIn(await readJson(sealed, sealedManifest))])
          gone.sealed.delete(address);
      }
      // The manifests say what else to remove: they go last, in case that this process ends before.
      const manifests = new Set(deleted.flatMap((one) => [one.manifest, one.sealedManifest]));
      const manifestsLast = (addresses: Set<string>) =>
        [...addresses].sort((a, b) => Number(manifests.has(a)) - Number(manifests.has(b)));
      for (const address of manifestsLast(gone.objects)) await objects.remove(address);
      for (const address of manifestsLast(gone.sealed)) await sealed.remove(address);
      await transaction.deletedVersion.deleteMany({ where: { id: { in: deleted.map(({ id }) => id) } } });
      return gone.objects.size + gone.sealed.size;
    },
    { timeout: longestSweepMs, maxWait: 10_000 },
  );
}

function imagesIn(manifest: unknown): string[] {
  const found = manifestSchema.safeParse(manifest).data;
  return found ? [...found.train, ...found.validation].map(({ sha256 }) => sha256) : [];
}

function testImagesIn(manifest: unknown): string[] {
  return sealedManifestSchema.safeParse(manifest).data?.test.map(({ sha256 }) => sha256) ?? [];
}

async function readJson(store: ObjectStore, address: string): Promise<unknown> {
  return JSON.parse((await store.get(address)).toString('utf8'));
}

function nullIfGone(error: unknown): null {
  if (error instanceof ObjectMissing) return null;
  throw error;
}

/** Removes the small pictures of imports that ended a month ago. */
export async function removeOldPictures(
  database: Database,
  objects: ObjectStore,
  now = databaseNow().getTime(),
): Promise<void> {
  const old = await database.datasetImport.findMany({
    where: { thumbnails: { not: null }, finishedAt: { lt: new Date(now - month) } },
    select: { id: true, thumbnails: true, status: true },
  });
  for (const { id, thumbnails, status } of old) {
    if (!importHasEnded(status)) continue;
    await objects.remove(thumbnails!);
    await database.datasetImport.update({ where: { id }, data: { thumbnails: null } });
  }
}

/** Does both at regular intervals. `onError` is called when it fails. Returns a function that stops it. */
export function sweepDatasets(
  database: Database,
  stores: Stores,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let sweep = Promise.resolve();
  let isBusy = false;
  const begin = () => {
    if (isBusy) return;
    isBusy = true;
    sweep = removeDeletedVersions(database, stores)
      .then(() => removeOldPictures(database, stores.objects))
      .catch(onError)
      .finally(() => {
        isBusy = false;
      });
  };
  begin();
  const timer = setInterval(begin, everyMs);
  return () => {
    clearInterval(timer);
    return sweep;
  };
}
