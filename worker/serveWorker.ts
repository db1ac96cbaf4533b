import pino from 'pino';
import { readEnvironment } from '#machine/environment';
import type { CourseChoice } from '#prisma/courseChoice';
import type { WorkerLimits } from './lifetime.ts';
import { progressLine } from './progressLine.ts';
import { startWorker } from './worker.ts';

/** How long handing back may take. Slurm and Kubernetes give a process 30 s between SIGTERM and SIGKILL. */
const patienceMs = 25_000;

/**
 * Makes a worker of this process, which takes the runs of these courses, or anybody's. Environment variables configure
 * it. On SIGTERM or SIGINT, and when it has reached its limits, it hands its runs back to the queue and ends.
 */
export async function serveWorker(limits: WorkerLimits = {}, courses?: CourseChoice): Promise<void> {
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
    limits,
    courses,
    log,
    onProgress: progressLine(process.stdout),
  });

  let stopping = false;
  const stop = async (why: object) => {
    if (stopping) return;
    stopping = true;
    log.info(why, 'stopping');
    // Without a database nothing can be handed back: others take the runs when they have heard nothing for a while.
    setTimeout(() => process.exit(1), patienceMs).unref();
    await worker.stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop({ signal }));
  void worker.ended.then((why) => stop({ why }));
}
