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
const port = environment.WORKER_METRICS_PORT;
const worker = await startWorker({
  databaseUrl: environment.DATABASE_URL,
  directories: environment.directories,
  engine: environment.ENGINE,
  concurrency: environment.WORKER_CONCURRENCY,
  memory: environment.WORKER_MEMORY,
  kerasWeightsUrl: environment.KERAS_WEIGHTS_URL,
  looksForWeights: true,
  featureStore: environment.featureStore,
  metrics: port === undefined ? undefined : { port, token: environment.METRICS_TOKEN },
  traces: environment.OTEL_EXPORTER_OTLP_ENDPOINT,
  datasetFolder: environment.DATASET_FOLDER,
  log,
  onProgress: progressLine(process.stdout),
});

/** How long handing back may take. */
const patienceMs = 30_000;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, async () => {
    log.info({ signal }, 'stopping');
    // Without a database nothing can be handed back: others take the runs when they have heard nothing for a while.
    setTimeout(() => process.exit(1), patienceMs).unref();
    await worker.stop();
  });
