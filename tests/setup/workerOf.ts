import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type RunningWorker, startWorker } from '../../worker/worker.ts';
import { featureStoreIn } from './features.ts';
import type { TestServer } from './server.ts';

export interface TestWorker extends RunningWorker {
  /** Its cache directory, which is removed when it stops. */
  cache: string;
}

/** A worker of a test server, on WASM, one run at a time, that can download nothing. */
export async function startWorkerOf({ databaseUrl, options }: TestServer): Promise<TestWorker> {
  const cache = await mkdtemp(join(tmpdir(), 'downstream-worker-'));
  const worker = await startWorker({
    databaseUrl,
    directories: { ...options.directories, cache },
    engine: 'wasm',
    concurrency: 1,
    memory: 8e9,
    // Nothing listens there.
    kerasWeightsUrl: 'http://127.0.0.1:9',
    featureStore: featureStoreIn(cache),
    log: pino({ level: 'silent' }),
  });
  return {
    ...worker,
    cache,
    async stop() {
      await worker.stop();
      await rm(cache, { recursive: true, force: true });
    },
  };
}
