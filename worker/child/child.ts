import { inspect } from 'node:util';
import { openFeatureStore, ruleOutOnnxRuntime, startEngine, watchOnnxRuntime } from '#learning';
import { connect } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import { persistentDatabase, persistentObjects } from '#prisma/persist';
import { RunLost } from '../claims/claimedRun.ts';
import { failureOf } from './failureOf.ts';
import { type ChildMessage, type ChildTask, childTaskSchema } from './messages.ts';
import { trainRun } from './trainRun.ts';

/**
 * The process that trains one run. A crash of a native engine ends this process and not the worker. It receives one
 * task, sends the result and exits. It also exits when its worker is gone.
 */
process.once('disconnect', () => process.exit());
process.once('message', async (message) => {
  const result = await train(childTaskSchema.parse(message));
  process.send!(result, () => process.exit());
});

async function train({
  claim,
  engine,
  databaseUrl,
  directories,
  kerasWeightsUrl,
  featureStore,
}: ChildTask): Promise<ChildMessage> {
  if (engine.onnxRuledOut !== undefined) ruleOutOnnxRuntime(engine.onnxRuledOut);
  watchOnnxRuntime((isAtWork) => send({ kind: 'onnx', isAtWork }));
  const onNotice = (message: string) => send({ kind: 'notice', message });
  const persistence = { onRetry: (error: unknown) => onNotice(`trying again: ${(error as Error).message}`) };
  const database = persistentDatabase(connect(databaseUrl, { poolSize: 2, keepsIdle: true }), persistence);
  try {
    const started = await startEngine(engine.name);
    await trainRun(claim, {
      database,
      engine: { ...started, provenance: { ...started.provenance, engineReason: engine.reason, speed: engine.speed } },
      objects: persistentObjects(openObjectStore(directories.objects), persistence),
      sealed: persistentObjects(openObjectStore(directories.sealed), persistence),
      store: openFeatureStore(featureStore),
      cacheDirectory: directories.cache,
      kerasWeightsUrl,
      onProgress: (state) => send({ kind: 'progress', state }),
      onNotice,
    });
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof RunLost) return { kind: 'lost' };
    const { code, message } = failureOf(error);
    return { kind: 'failed', code, message, detail: inspect(error) };
  } finally {
    await database.$disconnect();
  }
}

function send(message: ChildMessage): void {
  process.send!(message);
}
