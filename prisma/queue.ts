import { setTimeout } from 'node:timers/promises';
import { fromPrisma, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Transaction } from './client.ts';
import { connectionTo } from './connection.ts';

/**
 * The queue that `submitRun` writes to and workers read. A job only delivers: the run's row is the truth.
 * A job whose worker stops answering for `heartbeatSeconds` goes to another one; after `retryLimit` further tries it
 * lands in `lostRunsQueue`, whose consumer fails the run with WORKER_LOST.
 */
export const runsQueue = 'runs';
export const lostRunsQueue = 'runs-lost';

/**
 * Every start gives them to the queue; a job keeps those that it was sent with. An option that is not named here keeps
 * its last value, so that one that is no longer wanted is set to null or to its default.
 */
export const queueOptions = {
  heartbeatSeconds: 10,
  retryLimit: 3,
  retryDelay: 0,
  deadLetter: lostRunsQueue,
  /** The longest that pg-boss allows; by default it would hand a run on after a quarter of an hour. */
  expireInSeconds: 24 * 3600,
  /** Wakes workers at once: a run in a lecture lasts seconds. */
  notify: true,
} as const;

/** A run that takes longer ends with TIMED_OUT, before the queue would give it to another worker. */
export const maxRunSeconds = 23 * 3600;

/**
 * The priority of a run that has had its turn already and goes back to the queue: before all that wait for their first.
 */
export const returnedPriority = 1;

/** The priority of the runs that go first because their course has reserved workers for this hour. */
export const reservedPriority = 1_000_000;

/** The priority of runs that staff have trained again for a whole class: behind all that students submit now. */
export const rerunPriority = -100;

/** The priority of the runs that people submit in a lecture: they last seconds, and a room waits for them. */
export const lecturePriority = 100;

/** The queue of imports, and where one lands whose workers all stopped answering. */
export const importsQueue = 'imports';
export const lostImportsQueue = 'imports-lost';

const importsQueueOptions = { ...queueOptions, deadLetter: lostImportsQueue };

export const importJobSchema = z.strictObject({ importId: z.uuid() });
export type ImportJob = z.infer<typeof importJobSchema>;

export const runJobSchema = z.strictObject({ runId: z.uuid() });
export type RunJob = z.infer<typeof runJobSchema>;

/** The queue of the models that workers write in another library's format. */
export const exportsQueue = 'exports';
const exportQueueOptions = { heartbeatSeconds: 10, retryLimit: 2, retryDelay: 0, expireInSeconds: 3600 } as const;

export const exportJobSchema = z.strictObject({ exportId: z.uuid() });
export type ExportJob = z.infer<typeof exportJobSchema>;

/** The queue of trained networks that workers look into: whole analyses, and single heat maps. */
export const analysesQueue = 'analyses';
/** The queue of people's own pictures. It is another one, so that none waits behind an analysis. */
export const predictionsQueue = 'predictions';
export const analysisJobSchema = z.union([
  z.strictObject({ runId: z.uuid() }),
  z.strictObject({ heatmapId: z.uuid() }),
  z.strictObject({ predictionId: z.uuid() }),
]);
export type AnalysisJob = z.infer<typeof analysisJobSchema>;

/** The queue of measurements: how long Keras's networks take on a worker's machine. */
export const measurementsQueue = 'measurements';
export const measurementJobSchema = z.strictObject({ measurementId: z.uuid() });
export type MeasurementJob = z.infer<typeof measurementJobSchema>;

/**
 * The queue of files of weights that staff have uploaded. A worker checks each one and publishes it; the job itself
 * tells how that ended, for the week that the queue keeps it. What counts afterwards is the row of the weights.
 */
export const weightUploadsQueue = 'weight-uploads';
const weightUploadsOptions = {
  heartbeatSeconds: 10,
  retryLimit: 2,
  retryDelay: 0,
  expireInSeconds: 3600,
} as const;

/**
 * The queue of what webhooks are told. The API sends it. An address that does not answer is asked again after 15 s, 30
 * s and so on, in all for about two hours.
 */
export const webhooksQueue = 'webhooks';
const webhooksQueueOptions = {
  retryLimit: 9,
  retryDelay: 15,
  retryBackoff: true,
  expireInSeconds: 120,
} as const;

export const webhookJobSchema = z.strictObject({ deliveryId: z.uuid() });
export type WebhookJob = z.infer<typeof webhookJobSchema>;

export type Queue = PgBoss;

export interface QueueChoices {
  /** Also look after other processes' jobs: hand on the jobs of workers that stopped answering. Workers do. */
  supervise?: boolean;
  /** Connections to the database, at most. */
  poolSize?: number;
  /** pg-boss works on in the background; what goes wrong there comes here. */
  onError: (error: Error) => void;
}

/** Where the queue's tables are. */
export const queueSchema = 'pgboss';

/**
 * Makes the queue's tables, or brings them up to date; with them, the indexes that a new version builds in the
 * background. The role has to own the database.
 */
export async function installQueue(ownerUrl: string): Promise<void> {
  const failed = Promise.withResolvers<never>();
  const boss = new PgBoss({ connectionString: ownerUrl, max: 2, supervise: false, schedule: false });
  boss.on('error', failed.reject);
  failed.promise.catch(() => {});
  await boss.start();
  try {
    const isBuilding = async () =>
      (await boss.getBamStatus()).some(({ status }) => status === 'pending' || status === 'in_progress');
    while (await Promise.race([isBuilding(), failed.promise])) await setTimeout(500);
  } finally {
    await boss.stop();
  }
}

/**
 * Opens the job queue, whose tables `installQueue` has made in the same database. Any process may be the first. The
 * caller ends it with `stop()`.
 */
export async function openQueue(databaseUrl: string, choices: QueueChoices): Promise<Queue> {
  const supervise = choices.supervise ?? false;
  const boss = new PgBoss({
    ...connectionTo(databaseUrl),
    max: choices.poolSize ?? 4,
    migrate: false,
    supervise,
    schedule: false,
    useListenNotify: supervise,
    // With the defaults a lost worker's job waits up to a minute for its next one.
    ...(supervise && { monitorIntervalSeconds: 2, superviseIntervalSeconds: 2 }),
  });
  boss.on('error', choices.onError);
  await boss.start();
  await boss.createQueue(lostRunsQueue);
  await boss.createQueue(lostImportsQueue);
  await boss.createQueue(runsQueue, queueOptions);
  // createQueue leaves a queue as it is that an older version made.
  await boss.updateQueue(runsQueue, queueOptions);
  await boss.createQueue(importsQueue, importsQueueOptions);
  await boss.updateQueue(importsQueue, importsQueueOptions);
  await boss.createQueue(exportsQueue, exportQueueOptions);
  await boss.createQueue(analysesQueue, exportQueueOptions);
  await boss.createQueue(predictionsQueue, exportQueueOptions);
  await boss.createQueue(measurementsQueue, exportQueueOptions);
  await boss.createQueue(weightUploadsQueue, weightUploadsOptions);
  await boss.createQueue(webhooksQueue, webhooksQueueOptions);
  return boss;
}

export interface RunDelivery {
  /** Higher ones go first, equal ones in order. */
  priority: number;
  /** Seconds until a worker may fetch it, or when it may; at once when it is not said. */
  startAfter?: number | Date;
  /** How many workers more may be lost with it; the queue's own number when it is not said. */
  retryLimit?: number;
}

/** Enqueues a run inside the transaction that writes its row; answers the job's id. */
export async function sendRun(boss: Queue, transaction: Transaction, job: RunJob & RunDelivery): Promise<string> {
  const { runId, ...delivery } = job;
  const id = await boss.send(runsQueue, runJobSchema.parse({ runId }), { ...delivery, db: fromPrisma(transaction) });
  if (id === null) throw new Error(`expected the queue to take the run ${job.runId}, but it created no job`);
  return id;
}

/**
 * Puts a run that waits before all others, inside the caller's transaction. Returns false when its job waits no more:
 * a worker has it.
 */
export async function moveJobUp(boss: Queue, transaction: Transaction, jobId: string): Promise<boolean> {
  const [first] = await transaction.$queryRaw<{ priority: number | null }[]>`
    SELECT max(priority) AS priority FROM pgboss.job
    WHERE name = ${runsQueue} AND state < 'active' AND id <> ${jobId}::uuid AND priority < ${reservedPriority}`;
  const priority = Math.max(returnedPriority, first?.priority ?? 0) + 1;
  const { updated } = await boss.update(runsQueue, undefined, {
    id: jobId,
    priority,
    startAfter: 0,
    db: fromPrisma(transaction),
  });
  return updated > 0;
}

/**
 * Enqueues an import inside the transaction that writes its row, for a worker to fetch now or after some seconds;
 * answers the job's id.
 */
export async function sendImport(
  boss: Queue,
  transaction: Transaction,
  job: ImportJob,
  startAfter = 0,
): Promise<string> {
  const id = await boss.send(importsQueue, importJobSchema.parse(job), { startAfter, db: fromPrisma(transaction) });
  if (id === null) throw new Error(`expected the queue to take the import ${job.importId}, but it created no job`);
  return id;
}

/**
 * How often, and after how many seconds first, a webhook is told again; the queue's own numbers when it is not said.
 */
export interface WebhookRetries {
  retryLimit?: number;
  retryDelay?: number;
}

/** Enqueues what a webhook is to be told, inside the transaction that marks it as queued. */
export async function sendDelivery(
  boss: Queue,
  transaction: Transaction,
  job: WebhookJob,
  retries: WebhookRetries = {},
): Promise<void> {
  const id = await boss.send(webhooksQueue, webhookJobSchema.parse(job), { ...retries, db: fromPrisma(transaction) });
  if (id === null) throw new Error(`expected the queue to take the delivery ${job.deliveryId}, but it created no job`);
}

/** Takes an import's job out of the queue inside the transaction that cancels the import. */
export async function cancelImportJob(boss: Queue, transaction: Transaction, jobId: string): Promise<void> {
  await boss.cancel(importsQueue, jobId, { db: fromPrisma(transaction) });
}

/** Enqueues an export inside the transaction that writes its row. */
export async function sendExport(boss: Queue, transaction: Transaction, job: ExportJob): Promise<void> {
  const id = await boss.send(exportsQueue, exportJobSchema.parse(job), { db: fromPrisma(transaction) });
  if (id === null) throw new Error(`expected the queue to take the export ${job.exportId}, but it created no job`);
}

/** Enqueues an analysis, a heat map or a picture inside the transaction that writes its row. */
export async function sendAnalysis(boss: Queue, transaction: Transaction, job: AnalysisJob): Promise<void> {
  const queue = 'predictionId' in job ? predictionsQueue : analysesQueue;
  const id = await boss.send(queue, analysisJobSchema.parse(job), { db: fromPrisma(transaction) });
  if (id === null) throw new Error('expected the queue to take an analysis, but it created no job');
}

/** Enqueues a measurement inside the transaction that writes its row. */
export async function sendMeasurement(boss: Queue, transaction: Transaction, job: MeasurementJob): Promise<void> {
  const id = await boss.send(measurementsQueue, measurementJobSchema.parse(job), { db: fromPrisma(transaction) });
  if (id === null) throw new Error('expected the queue to take a measurement, but it created no job');
}

/**
 * Takes a run's job out of the queue inside the transaction that cancels the run. A worker that has it is told within
 * seconds.
 */
export async function cancelJob(boss: Queue, transaction: Transaction, jobId: string): Promise<void> {
  await boss.cancel(runsQueue, jobId, { db: fromPrisma(transaction) });
}
