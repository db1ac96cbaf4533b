import { inspect } from 'node:util';
import { openFeatureStore, ruleOutOnnxRuntime, startEngine, watchOnnxRuntime } from '#learning';
import { connect } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import { RunLost } from '../claims/claimedRun.ts';
import { failureOf } from './failureOf.ts';
import { type Answer, type Order, orderSchema } from './messages.ts';
import { trainRun } from './trainRun.ts';

/**
 * The process that trains one run and ends with it. A native engine can kill its process; so it kills this one and not
 * the worker. Takes one order from the worker, answers how it ended, and leaves when the worker is gone.
 */
process.once('disconnect', () => process.exit());
process.once('message', async (message) => {
  const answer = await carryOut(orderSchema.parse(message));
  process.send!(answer, () => process.exit());
});

async function carryOut({
  claim,
  engine,
  databaseUrl,
  directories,
  kerasWeightsUrl,
  featureStore,
}: Order): Promise<Answer> {
  if (engine.onnxRuledOut !== undefined) ruleOutOnnxRuntime(engine.onnxRuledOut);
  watchOnnxRuntime((isAtWork) => void process.send!({ kind: 'onnx', isAtWork } satisfies Answer));
  const database = connect(databaseUrl, { poolSize: 2, keepsIdle: true });
  try {
    const started = await startEngine(engine.name);
    await trainRun(claim, {
      database,
      engine: { ...started, provenance: { ...started.provenance, engineReason: engine.reason, speed: engine.speed } },
      objects: openObjectStore(directories.objects),
      sealed: openObjectStore(directories.sealed),
      store: openFeatureStore(featureStore),
      cacheDirectory: directories.cache,
      kerasWeightsUrl,
      onProgress: (state) => void process.send!({ kind: 'progress', state } satisfies Answer),
      onNotice: (message) => void process.send!({ kind: 'notice', message } satisfies Answer),
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
