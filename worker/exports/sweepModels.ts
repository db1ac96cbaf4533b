import type { Database } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import type { ObjectStore } from '#prisma/objectStore';

const day = 24 * 3600 * 1000;
const sweepEveryMs = 3600 * 1000;

/**
 * Removes the trained parameters of runs that ended before the time that their course keeps models, with what was made
 * of them: their analyses and heat maps. Then exported files that are older than a day. An object goes before its row
 * says so: a worker that dies between the two tries again.
 */
export async function removeOldModels(
  database: Database,
  objects: ObjectStore,
  now = databaseNow().getTime(),
): Promise<void> {
  const courses = await database.course.findMany({ select: { id: true, keepModelsDays: true } });
  for (const { id: courseId, keepModelsDays } of courses) {
    const runs = await database.run.findMany({
      where: {
        assignment: { courseId },
        trainedParameters: { not: null },
        finishedAt: { lt: new Date(now - keepModelsDays * day) },
      },
      select: { id: true, trainedParameters: true },
    });
    for (const { id, trainedParameters } of runs) {
      await removeAnalysis(database, objects, id);
      await objects.remove(trainedParameters!);
      await database.run.update({ where: { id }, data: { trainedParameters: null } });
    }
  }
  const old = await database.export.findMany({ where: { requestedAt: { lt: new Date(now - day) } } });
  for (const { id, address } of old) {
    if (address !== null) await objects.remove(address);
    await database.export.deleteMany({ where: { id } });
  }
}

async function removeAnalysis(database: Database, objects: ObjectStore, runId: string): Promise<void> {
  const analysis = await database.analysis.findUnique({ where: { runId } });
  // Two runs with the same analysis have one object, and the other run may keep its own.
  const address = analysis?.address;
  if (address != null && (await database.analysis.count({ where: { address } })) === 1) await objects.remove(address);
  await database.analysis.deleteMany({ where: { runId } });
  await database.heatmap.deleteMany({ where: { runId } });
}

/** Does so at regular intervals. `onError` is called when it fails. Returns a function that stops it. */
export function sweepModels(
  database: Database,
  objects: ObjectStore,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let sweep = Promise.resolve();
  const begin = () => {
    sweep = removeOldModels(database, objects).catch(onError);
  };
  begin();
  const timer = setInterval(begin, sweepEveryMs);
  return () => {
    clearInterval(timer);
    return sweep;
  };
}
