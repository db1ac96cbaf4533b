import { inspect } from 'node:util';
import { isDiskFull } from '#machine/exhausted';
import { connect } from '#prisma/client';
import { readDatabaseClock } from '#prisma/clock';
import { openObjectStore, openSealedStore, storeUnusableIn } from '#prisma/objectStore';
import { sharedUploads } from '#prisma/uploadedFile';
import { importArchive } from './importArchive.ts';
import { ImportLost } from './importRow.ts';
import { type ImportResult, type ImportTask, importTaskSchema } from './importTask.ts';

/**
 * The process that reads one import's zip. A decoder that crashes ends this process and not the worker. It also exits
 * when its worker is gone.
 */
process.once('disconnect', () => process.exit());
process.once('message', async (message) => {
  const result = await work(importTaskSchema.parse(message));
  process.send!(result, () => process.exit());
});

async function work({ claim, databaseUrl, directories, datasetFolder, limits }: ImportTask): Promise<ImportResult> {
  const database = connect(databaseUrl, { poolSize: 2, keepsIdle: true });
  try {
    await readDatabaseClock(database);
    const [objects, sealed] = [openObjectStore(directories.objects), openSealedStore(directories.sealed)];
    const { uploads } = directories;
    const shared = sharedUploads(directories.sealed);
    await importArchive(claim, { database, objects, sealed, uploads, shared, datasetFolder, limits });
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof ImportLost) return { kind: 'lost' };
    const trouble = storeUnusableIn(error);
    if (isDiskFull(error) || trouble?.code === 'STORE_FULL') return { kind: 'full' };
    return trouble ? { kind: 'waits', detail: trouble.message } : { kind: 'failed', detail: inspect(error) };
  } finally {
    await database.$disconnect();
  }
}
