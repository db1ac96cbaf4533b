import { inspect } from 'node:util';
import {
  clearEngine,
  ExecutorFailed,
  engineFailure,
  openFeatureStore,
  ruleOutOnnxRuntime,
  startEngine,
  watchOnnxRuntime,
} from '#learning';
import { startTracing } from '#machine/tracing';
import { connect } from '#prisma/client';
import { readDatabaseClock } from '#prisma/clock';
import { openObjectStore, openSealedStore, storeUnusableIn } from '#prisma/objectStore';
import { persistentDatabase, persistentObjects } from '#prisma/persist';
import { RunLost } from '../claims/claimedRun.ts';
import { failureOf } from './failureOf.ts';
import { type ChildMessage, type ChildTask, childTaskSchema, type WarmUp, warmUpSchema } from './messages.ts';
import { openSharedFeatures } from './sharedFeatures.ts';
import { trainRun } from './trainRun.ts';

/**
 * The process that trains a run. A crash of a native engine ends this process and not the worker. It may be told to
 * warm up first. It receives a task and sends the result. Where nothing of the run is left in the engine, it waits for
 * the next task; else it exits. It also exits when its worker is gone.
 */
process.once('disconnect', () => process.exit());
let warmed: Promise<Warmed | null> = Promise.resolve(null);
process.on('message', async (message) => {
  const { data: asked } = warmUpSchema.safeParse(message);
  if (asked) {
    warmed = warmUp(asked);
    return;
  }
  const task = childTaskSchema.parse(message);
  send({ kind: 'begun' });
  const warm = await warmed;
  const connection = warm?.databaseUrl === task.databaseUrl ? warm.connection : openConnection(task.databaseUrl);
  const result = await train(task, connection);
  if (result.kind === 'done' && canServeAgain(task)) {
    warmed = Promise.resolve({ databaseUrl: task.databaseUrl, connection });
    send({ ...result, rests: process.memoryUsage.rss() });
    return;
  }
  await connection.$disconnect();
  process.send!(result, () => process.exit());
});

let served = 0;
/** What a run leaves that nobody counts, such as the compiler's memory, ends with the process. */
const mostRuns = 50;

function canServeAgain({ traces, engine }: ChildTask): boolean {
  // Traces begin and end with a process.
  return ++served < mostRuns && traces === undefined && engine.onnxRuledOut === undefined && clearEngine();
}

interface Warmed {
  databaseUrl: string;
  connection: Connection;
}

type Connection = ReturnType<typeof openConnection>;

/** Does what every run needs. What does not work is tried again for the run, which then says what is wrong. */
async function warmUp({ warmUp: { databaseUrl, engine } }: WarmUp): Promise<Warmed> {
  const connection = openConnection(databaseUrl);
  await Promise.allSettled([connection.$queryRaw`SELECT 1`, engine && startEngine(engine)]);
  return { databaseUrl, connection };
}

function openConnection(databaseUrl: string) {
  return connect(databaseUrl, { poolSize: 2, keepsIdle: true });
}

async function train(
  { claim, engine, databaseUrl, directories, kerasWeightsUrl, featureStore, traces }: ChildTask,
  connection: Connection,
): Promise<ChildMessage> {
  const endTracing = await startTracing('downstream-worker', traces);
  ruleOutOnnxRuntime(engine.onnxRuledOut ?? {});
  watchOnnxRuntime((place) => send({ kind: 'onnx', place }));
  const onNotice = (message: string) => send({ kind: 'notice', message });
  const persistence = { onRetry: (error: unknown) => onNotice(`trying again: ${(error as Error).message}`) };
  const database = persistentDatabase(connection, persistence);
  try {
    const [started] = await Promise.all([startEngine(engine.name), readDatabaseClock(database)]);
    await trainRun(claim, {
      database,
      engine: { ...started, provenance: { ...started.provenance, engineReason: engine.reason, speed: engine.speed } },
      objects: persistentObjects(openObjectStore(directories.objects), persistence),
      sealed: persistentObjects(openSealedStore(directories.sealed), persistence),
      store: openFeatureStore(featureStore, openSharedFeatures({ databaseUrl, directories, onNotice })),
      cacheDirectory: directories.cache,
      kerasWeightsUrl,
      onProgress: (state) => send({ kind: 'progress', state }),
      onNotice,
    });
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof RunLost) return { kind: 'lost' };
    // What went wrong follows from that, whatever it is.
    const failed = engineFailure();
    if (failed) return { kind: 'engineFailed', why: failed.message };
    if (error instanceof ExecutorFailed) return { kind: 'engineFailed', why: error.message, place: error.place };
    const trouble = storeUnusableIn(error);
    if (trouble) return { kind: 'waits', message: trouble.message };
    const { code, message } = failureOf(error);
    return { kind: 'failed', code, message, detail: inspect(error) };
  } finally {
    await endTracing().catch(() => {});
  }
}

function send(message: ChildMessage): void {
  process.send!(message);
}
