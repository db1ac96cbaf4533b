import { connect } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import { exportRun } from './exportRun.ts';
import { exportTaskSchema } from './exportTask.ts';

/** The process that writes one export. It receives one task, records the result and exits. */
process.once('disconnect', () => process.exit(1));
process.once('message', async (message) => {
  const { exportId, databaseUrl, directories, kerasWeightsUrl } = exportTaskSchema.parse(message);
  const database = connect(databaseUrl, { poolSize: 2 });
  await exportRun(exportId, {
    database,
    objects: openObjectStore(directories.objects),
    cacheDirectory: directories.cache,
    kerasWeightsUrl,
  });
  await database.$disconnect();
  process.exit();
});
