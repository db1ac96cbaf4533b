import pino from 'pino';
import { readEnvironment } from '#machine/environment';
import { progressLine } from './progressLine.ts';
import { startWorker } from './worker.ts';

/**
 * A worker process: `node worker/main.ts`. Environment variables configure it. On SIGTERM or SIGINT it hands its runs
 * back to the queue and ends.
 */
const environment = readEnvironment();
if (!environment.DATABASE_URL)
  throw new Error('expected DATABASE_URL to name the PostgreSQL database that the server uses (see .env.example)');

// The progress line has standard output to itself.
const log = pino({ name: 'worker', level: environment.LOG_LEVEL }, pino.destination(2));
const worker = await startWorker({
  databaseUrl: environment.DATABASE_URL,
  directories: environment.directories,
  engine: environment.ENGINE,
  concurrency: environment.WORKER_CONCURRENCY,
  memory: environment.WORKER_MEMORY,
  kerasWeightsUrl: environment.KERAS_WEIGHTS_URL,
  featureStore: environment.featureStore,
  datasetFolder: environment.DATASET_FOLDER,
  log,
  onProgress: progressLine(process.stdout),
});

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, async () => {
    log.info({ signal }, 'stopping');
    await worker.stop();
  });
