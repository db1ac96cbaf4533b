import pino from 'pino';
import { readEnvironment } from '#machine/environment';
import { progressLine } from './queue/progressLine.ts';
import { startWorker } from './worker.ts';

/**
 * A worker process: `node worker/main.ts`. Settings come from the environment; SIGTERM and SIGINT let go of its runs
 * and end it.
 */
const environment = readEnvironment();
if (!environment.DATABASE_URL)
  throw new Error('expected DATABASE_URL to name the PostgreSQL database that the server uses (see .env.example)');

// Standard output is for the progress line.
const log = pino({ name: 'worker', level: environment.LOG_LEVEL }, pino.destination(2));
const worker = await startWorker({
  databaseUrl: environment.DATABASE_URL,
  directories: environment.directories,
  engine: environment.ENGINE,
  concurrency: environment.WORKER_CONCURRENCY,
  memory: environment.WORKER_MEMORY,
  kerasWeightsUrl: environment.KERAS_WEIGHTS_URL,
  featureStore: environment.featureStore,
  log,
  onProgress: progressLine(process.stdout),
});

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, async () => {
    log.info({ signal }, 'stopping');
    await worker.stop();
  });
