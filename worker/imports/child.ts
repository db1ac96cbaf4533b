import { inspect } from 'node:util';
import { isDiskFull } from '#machine/exhausted';
import { connect } from '#prisma/client';
import { readDatabaseClock } from '#prisma/clock';
import { openObjectStore } from '#prisma/objectStore';
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
    const [objects, sealed] = [openObjectStore(directories.objects), openObjectStore(directories.sealed)];
    await importArchive(claim, { database, objects, sealed, uploads: directories.uploads, datasetFolder, limits });
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof ImportLost) return { kind: 'lost' };
    return isDiskFull(error) ? { kind: 'full' } : { kind: 'failed', detail: inspect(error) };
  } finally {
    await database.$disconnect();
  }
}
