import type { Logger } from 'pino';
import { defaultImportLimits, type ImportLimits } from '#contracts/importLimits';
import type { RunProgressState } from '#contracts/progress';
import type { EngineOption } from '#contracts/provenance';
import { chooseEngine, type FeatureStoreSettings, probeEngine } from '#learning';
import { sweepAbandoned } from '#machine/abandoned';
import { connect } from '#prisma/client';
import { followDatabaseClock } from '#prisma/clock';
import type { CourseChoice } from '#prisma/courseChoice';
import { openObjectStore, openSealedStore } from '#prisma/objectStore';
import { persist, persistentDatabase, persistentObjects } from '#prisma/persist';
import { openQueue } from '#prisma/queue';
import { consumeAnalyses } from './analyses/consumeAnalyses.ts';
import { sweepPredictions } from './analyses/sweepPredictions.ts';
import { rankBoards } from './boards/rankBoards.ts';
import { sweepCheckpoints } from './checkpoints/storedCheckpoints.ts';
import { consumeExports } from './exports/consumeExports.ts';
import { sweepModels } from './exports/sweepModels.ts';
import { consumeImports, consumeLostImports } from './imports/consumeImports.ts';
import { sweepDatasets } from './imports/deletedVersions.ts';
import { openLifetime, type WorkerEnd, type WorkerLimits } from './lifetime.ts';
import { consumeMeasurements } from './measurements/consumeMeasurements.ts';
import { serveMetrics } from './observation/serveMetrics.ts';
import { openWorkerMetrics } from './observation/workerMetrics.ts';
import { lookForWeights } from './presence/lookForWeights.ts';
import { announcePresence } from './presence/presence.ts';
import { watchMigrations } from './presence/watchMigrations.ts';
import { watchWorkers } from './presence/watchWorkers.ts';
import { holdWorkerLock } from './presence/workerLock.ts';
import { consumeLostRuns, consumeRuns } from './queue/consumeRuns.ts';
import { openEngineFallback } from './queue/engineFallback.ts';
import { openMemoryBudget } from './queue/memoryBudget.ts';
import { rememberProbes } from './queue/rememberedProbe.ts';
import { keepWarm } from './queue/warmChildren.ts';
import { watchReservations } from './reservations/watchReservations.ts';
import { consumeWeightUploads } from './weightUploads/consumeWeightUploads.ts';

export interface WorkerOptions {
  databaseUrl: string;
  directories: { objects: string; sealed: string; uploads: string; cache: string };
  engine: EngineOption;
  /** The most runs that it trains at once. */
  concurrency: number;
  /** Bytes of memory for all of them together. */
  memory: number;
  kerasWeightsUrl: string;
  /** Whether it tells the site which weights it cannot get. Looking asks hosts that are not ours. */
  looksForWeights?: boolean;
  featureStore: FeatureStoreSettings;
  /** Where it answers /metrics, and to which token; nowhere when left out. */
  metrics?: { port: number; token: string | undefined } | undefined;
  /** Where traces go; there are none when left out. */
  traces?: string | undefined;
  /** The folder of this machine from which staff may import; none where nothing is said. */
  datasetFolder?: string | undefined;
  /** What an import may ask of it; the usual limits where nothing is said. */
  importLimits?: Partial<ImportLimits>;
  /** Whose runs it takes; anybody's when left out. What is no run it does for all. */
  courses?: CourseChoice | undefined;
  /** When it ends by itself; never when left out. */
  limits?: WorkerLimits;
  log: Logger;
  /** Is called with the progress of each run, and with null when a run leaves the worker. */
  onProgress?(runId: string, state: RunProgressState | null): void;
}

export interface RunningWorker {
  id: string;
  /** Resolves when the worker should end by its limits; who started it stops it then. */
  ended: Promise<WorkerEnd>;
  /** Hands the worker's runs back to the queue, where another worker can resume them at once, and closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts a worker, which takes runs from the queue and has each one trained in a child process. Throws
 * ENGINE_UNAVAILABLE when no engine works.
 */
export async function startWorker({
  databaseUrl,
  directories,
  kerasWeightsUrl,
  featureStore,
  memory,
  log,
  ...options
}: WorkerOptions): Promise<RunningWorker> {
  const concurrency = Math.min(options.concurrency, options.limits?.maxRuns ?? options.concurrency);
  const probes = rememberProbes(directories.cache, probeEngine);
  const engine = await chooseEngine(options.engine, { probe: probes.probe });
  log.info({ engine: engine.name, reason: engine.reason, ...engine.provenance.speed }, 'engine chosen');
  // These errors do not end the worker. They are logged without a stack: there are many while the database is away.
  const metrics = openWorkerMetrics();
  const onError = (error: unknown) => {
    metrics.countTrouble();
    log.error({ err: withoutStack(error) }, 'trouble in the background');
  };
  const persistence = { onRetry: onError };
  const database = persistentDatabase(connect(databaseUrl), persistence);
  const unfollowClock = await followDatabaseClock(database, onError);
  const queue = await persist(() => openQueue(databaseUrl, { supervise: true, onError }), persistence);
  const objects = persistentObjects(openObjectStore(directories.objects), persistence);
  const sealed = persistentObjects(openSealedStore(directories.sealed), persistence);
  const sweeps = [
    sweepCheckpoints(database, objects, onError),
    sweepModels(database, objects, onError),
    sweepPredictions(database, onError),
    sweepDatasets(database, { objects, sealed }, onError),
    rankBoards({ database, sealed }, onError),
  ];
  for (const kind of ['cache', 'objects', 'sealed'] as const) await sweepAbandoned(directories[kind]).catch(onError);
  const presence = await announcePresence(database, engine, { concurrency, memory }, onError);
  const lock = await holdWorkerLock(databaseUrl, presence.id, onError);
  const endWatchingWorkers = watchWorkers({
    database,
    queue,
    workerId: presence.id,
    onGone: (gone, runs) => log.warn({ gone, runs }, 'a worker is gone; others take its runs'),
    onError,
  });
  const engines = openEngineFallback(engine, {
    choose: (excluded) => chooseEngine(options.engine, { excluded }),
    // A crash is a reason to look again, now and at the next start.
    async probe({ name, settings }) {
      await probes.forget();
      return probeEngine(name, settings);
    },
    async onChange(next) {
      await probes.forget();
      log.warn({ engine: next.name, reason: next.reason, ...next.provenance.speed }, 'engine changed');
      await presence.changeEngine(next);
    },
  });
  const served = options.metrics && (await serveMetrics(metrics.registry, options.metrics));
  const stopping = new AbortController();
  await consumeWeightUploads({ database, queue, directories, log, stopping: stopping.signal });
  await consumeLostRuns({ database, queue, log });
  const shared = openMemoryBudget(memory);
  metrics.watchMemory(shared);
  await consumeExports({
    database,
    queue,
    databaseUrl,
    directories,
    kerasWeightsUrl,
    memory: shared,
    log,
    stopping: stopping.signal,
  });
  const endWatching = watchReservations(database, onError);
  const childSettings = { databaseUrl, directories, kerasWeightsUrl, featureStore, traces: options.traces };
  const sharing = { database, queue, engines, memory: shared, log, stopping: stopping.signal };
  await consumeAnalyses({ ...sharing, childSettings });
  await consumeMeasurements({ ...sharing, databaseUrl });
  const warm = keepWarm({
    concurrency,
    engines,
    memory: shared,
    childSettings,
    onLost: (how) => log.warn(`a process that waited for a run ended with ${how}`),
  });
  const lifetime = openLifetime(queue, options.limits ?? {});
  await consumeRuns({
    lifetime,
    courses: options.courses,
    database,
    queue,
    workerId: presence.id,
    engines,
    concurrency,
    memory: shared,
    childSettings,
    warm,
    log,
    stopping: stopping.signal,
    onOutcome: metrics.countOutcome,
    onChildLost: metrics.countChildLost,
    onProgress(runId, state) {
      metrics.followRun(runId, state);
      options.onProgress?.(runId, state);
    },
  });
  const newer = Promise.withResolvers<WorkerEnd>();
  const endWatchingMigrations = options.limits?.untilNewer
    ? watchMigrations(databaseUrl, () => newer.resolve('a newer version has migrated the database'), onError)
    : () => Promise.resolve();
  const datasetFolder = options.datasetFolder ?? null;
  const imports = { database, queue, databaseUrl, directories, datasetFolder, log, stopping: stopping.signal };
  await consumeLostImports(imports);
  await consumeImports({ ...imports, limits: { ...defaultImportLimits, ...options.importLimits } });
  const endLooking = options.looksForWeights
    ? lookForWeights({ cacheDirectory: directories.cache, kerasWeightsUrl }, presence, onError)
    : () => Promise.resolve();
  log.info({ workerId: presence.id, concurrency, memoryMb: Math.floor(memory / 1e6) }, 'worker ready');
  return {
    id: presence.id,
    ended: Promise.race([lifetime.ended, newer.promise]),
    async stop() {
      lifetime.stop();
      // The queue stops fetching before the first child has ended: this worker must not fetch its own run again.
      stopping.abort(new Error('the worker is stopping'));
      warm.close();
      await queue.stop();
      await served?.close();
      await Promise.all([
        ...sweeps.map((end) => end()),
        endWatching(),
        endWatchingWorkers(),
        endWatchingMigrations(),
        endLooking(),
      ]);
      await presence.end();
      await lock.release();
      unfollowClock();
      await database.$disconnect();
    },
  };
}

/** What went wrong, as it is logged. pg-boss reports plain objects as well as errors. */
function withoutStack(error: unknown): { type?: string; code?: string; message: string } {
  const { name: type, code, message } = (error ?? {}) as { name?: string; code?: string; message?: string };
  return { type, code, message: message || (typeof error === 'object' ? JSON.stringify(error) : String(error)) };
}
