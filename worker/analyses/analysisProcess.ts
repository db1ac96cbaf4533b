import { openFeatureStore, ruleOutOnnxRuntime, startEngine } from '#learning';
import { connect, type Database } from '#prisma/client';
import { databaseNow, readDatabaseClock } from '#prisma/clock';
import { openObjectStore } from '#prisma/objectStore';
import { persistentDatabase, persistentObjects } from '#prisma/persist';
import type { AnalysisJob } from '#prisma/queue';
import { failureOf } from '../child/failureOf.ts';
import { type AnalysisPlace, analyseRun, heatmapOf, predictionOf } from './analyseRun.ts';
import { analysisTaskSchema } from './analysisTask.ts';

/** The process that looks into one trained network. It receives one task, records the result and exits. */
process.once('disconnect', () => process.exit(1));
process.once('message', async (message) => {
  const { job, engine, databaseUrl, directories, kerasWeightsUrl, featureStore } = analysisTaskSchema.parse(message);
  ruleOutOnnxRuntime(engine.onnxRuledOut ?? {});
  const database = persistentDatabase(connect(databaseUrl, { poolSize: 2 }));
  const [started] = await Promise.all([startEngine(engine.name), readDatabaseClock(database)]);
  await record(job, database, {
    database,
    engine: started,
    objects: persistentObjects(openObjectStore(directories.objects)),
    store: openFeatureStore(featureStore),
    cacheDirectory: directories.cache,
    kerasWeightsUrl,
  });
  await database.$disconnect();
  process.exit();
});

async function record(job: AnalysisJob, database: Database, place: AnalysisPlace): Promise<void> {
  const finishedAt = () => databaseNow();
  if ('runId' in job) {
    const ending = await ended(async () => ({ address: await analyseRun(job.runId, place) }));
    await database.analysis.updateMany({
      where: { runId: job.runId, finishedAt: null },
      data: { ...ending, finishedAt: finishedAt() },
    });
    return;
  }
  if ('predictionId' in job) {
    const row = await database.prediction.findUnique({ where: { id: job.predictionId } });
    if (!row?.picture) return;
    const { runId, picture } = row;
    const ending = await ended(() => predictionOf(runId, Buffer.from(picture), place));
    // The picture goes in the statement that brings the answer.
    await database.prediction.updateMany({
      where: { id: row.id, finishedAt: null },
      data: { ...ending, picture: null, finishedAt: finishedAt() },
    });
    return;
  }
  const row = await database.heatmap.findUnique({ where: { id: job.heatmapId } });
  if (!row) return;
  const ending = await ended(async () => ({ heat: await heatmapOf(row, place) }));
  await database.heatmap.updateMany({
    where: { id: row.id, finishedAt: null },
    data: { ...ending, finishedAt: finishedAt() },
  });
}

async function ended<T>(work: () => Promise<T>): Promise<T | { failure: string }> {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    return { failure: failureOf(error).message };
  }
}
