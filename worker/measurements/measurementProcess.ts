import { applicationNames } from '#contracts/backbones';
import { measureNetwork, startEngine } from '#learning';
import { connect } from '#prisma/client';
import { databaseNow, readDatabaseClock } from '#prisma/clock';
import { persistentDatabase } from '#prisma/persist';
import { failureOf } from '../child/failureOf.ts';
import { measurementTaskSchema } from './measurementTask.ts';

/** The process that measures Keras's networks. It receives one task, records each time as it is measured, and exits. */
process.once('disconnect', () => process.exit(1));
process.once('message', async (message) => {
  const { measurementId, databaseUrl, engine } = measurementTaskSchema.parse(message);
  const database = persistentDatabase(connect(databaseUrl, { poolSize: 2 }));
  await readDatabaseClock(database);
  const where = { id: measurementId, finishedAt: null };
  let failure: string | null = null;
  try {
    const { provenance } = await startEngine(engine);
    await database.networkMeasurement.updateMany({ where, data: { environment: provenance } });
    for (const backbone of applicationNames) {
      const ms = Number((await measureNetwork(backbone)).toFixed(1));
      await database.networkTime.upsert({
        where: { measurementId_backbone: { measurementId, backbone } },
        create: { measurementId, backbone, ms },
        update: { ms },
      });
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    failure = failureOf(error).message;
  }
  await database.networkMeasurement.updateMany({ where, data: { failure, finishedAt: databaseNow() } });
  await database.$disconnect();
  process.exit();
});
