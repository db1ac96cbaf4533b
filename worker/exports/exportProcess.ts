import { connect } from '#prisma/client';
import { readDatabaseClock } from '#prisma/clock';
import { openObjectStore } from '#prisma/objectStore';
import { persistentDatabase, persistentObjects } from '#prisma/persist';
import { exportRun } from './exportRun.ts';
import { exportTaskSchema } from './exportTask.ts';

/** The process that writes one export. It receives one task, records the result and exits. */
process.once('disconnect', () => process.exit(1));
process.once('message', async (message) => {
  const { exportId, databaseUrl, directories, kerasWeightsUrl } = exportTaskSchema.parse(message);
  const database = persistentDatabase(connect(databaseUrl, { poolSize: 2 }));
  await readDatabaseClock(database);
  await exportRun(exportId, {
    database,
    objects: persistentObjects(openObjectStore(directories.objects)),
    cacheDirectory: directories.cache,
    kerasWeightsUrl,
  });
  await database.$disconnect();
  process.exit();
});
