import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { manifestSchema, sealedManifestSchema } from '#contracts/dataset';
import type { Database } from '#prisma/client';
import type { ObjectStore } from '#prisma/objectStore';

/** A store waits more than it computes. */
const atOnce = 16;

/** Puts the objects of a folder into a bucket. */
export async function putFolder(folder: string, store: ObjectStore): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name));
  await Readable.from(files).forEach(
    async ({ parentPath, name }) => void (await store.put(await readFile(join(parentPath, name)))),
    { concurrency: atOnce },
  );
}

/** What the rows name and the buckets do not have: images of datasets and their lists, weights and trained models. */
export async function missingObjects(
  database: Database,
  stores: { objects: ObjectStore; sealed: ObjectStore },
): Promise<string[]> {
  const missing = new Set<string>();
  const look = (store: ObjectStore, kind: string, addresses: Iterable<string>) =>
    Readable.from(new Set(addresses)).forEach(
      async (address: string) => {
        if ((await store.size(address)) === 0) missing.add(`${kind} ${address}`);
      },
      { concurrency: atOnce },
    );
  const listIn = async (store: ObjectStore, kind: string, address: string) => {
    await look(store, kind, [address]);
    return missing.has(`${kind} ${address}`) ? null : JSON.parse(String(await store.get(address)));
  };
  const versions = await database.datasetVersion.findMany({ select: { manifest: true, sealedManifest: true } });
  for (const version of versions) {
    const listed = await listIn(stores.objects, 'manifest', version.manifest);
    const { train, validation } = listed ? manifestSchema.parse(listed) : { train: [], validation: [] };
    const addressesOf = (entries: { sha256: string }[]) => entries.map(({ sha256 }) => sha256);
    await look(stores.objects, 'image', addressesOf([...train, ...validation]));
    const sealed = await listIn(stores.sealed, 'sealed manifest', version.sealedManifest);
    if (sealed) await look(stores.sealed, 'sealed image', addressesOf(sealedManifestSchema.parse(sealed).test));
  }
  const weights = await database.weights.findMany({ select: { hash: true } });
  await look(
    stores.objects,
    'weights',
    weights.map(({ hash }) => hash),
  );
  const runs = await database.run.findMany({
    where: { trainedParameters: { not: null } },
    select: { trainedParameters: true },
  });
  await look(
    stores.objects,
    'model',
    runs.map(({ trainedParameters }) => trainedParameters!),
  );
  return [...missing];
}
