import { statfs } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '#prisma/client';
import { presentWorkers } from '../workers/worker.service.ts';

/** Prometheus asks every few seconds, every server; the database is asked at most this often. */
const freshMs = 5000;

/** What the whole site's rows say, the same on every server. Seconds count from now back. */
interface SiteState {
  runs: { status: string; failureCode: string | null; count: number }[];
  oldestWaitingSeconds: number;
  oldestUnseenSeconds: number;
  workers: number;
  waiting: { imports: number; mails: number; deliveries: number; scores: number };
  oldestMailSeconds: number;
  databaseBytes: number;
}

/**
 * Adds the state of the site to the figures: runs by state, what waits and since when, workers, and how much is free on
 * the disk of the objects. While the database does not answer, `downstream_database_up` is 0 and these are missing.
 */
export function addSiteState(registry: Registry, database: Database, objectsDirectory: string): void {
  const registers = [registry];
  // Prometheus's client asks each figure by itself: all wait for the same reading.
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `downstream_${name}`, help, labelNames, registers, collect: refresh });

  const up = gauge('database_up', 'Whether the database answers.');
  const runs = gauge('runs', 'Runs by state, and why they failed.', ['status', 'failure']);
  const oldestWaiting = gauge('oldest_waiting_run_seconds', 'How long the oldest waiting run has waited.');
  const oldestUnseen = gauge('unattended_run_seconds', 'For how long a worker that has a run has not been seen.');
  const workers = gauge('workers', 'Workers that are there.');
  const waiting = gauge('waiting', 'What waits besides runs.', ['what']);
  const oldestMail = gauge('oldest_mail_seconds', 'How long the oldest e-mail has waited to be sent.');
  const databaseBytes = gauge('database_bytes', 'What the database takes on its disk.');
  const diskFree = gauge('objects_free_bytes', 'What is free on the disk of the object store.');

  let reading: Promise<void> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  function refresh(): Promise<void> {
    if (reading === null || performance.now() - readAt > freshMs) {
      readAt = performance.now();
      reading = read();
    }
    return reading;
  }

  async function read(): Promise<void> {
    const [disk, state] = await Promise.all([
      statfs(objectsDirectory).catch(() => null),
      readState(database).catch(() => null),
    ]);
    diskFree.set(disk ? disk.bavail * disk.bsize : Number.NaN);
    up.set(state ? 1 : 0);
    runs.reset();
    waiting.reset();
    // NaN is not 0: nobody knows whether anything waits.
    oldestWaiting.set(state?.oldestWaitingSeconds ?? Number.NaN);
    oldestUnseen.set(state?.oldestUnseenSeconds ?? Number.NaN);
    workers.set(state?.workers ?? Number.NaN);
    oldestMail.set(state?.oldestMailSeconds ?? Number.NaN);
    databaseBytes.set(state?.databaseBytes ?? Number.NaN);
    for (const { status, failureCode, count } of state?.runs ?? [])
      runs.set({ status, failure: failureCode ?? '' }, count);
    for (const [what, count] of Object.entries(state?.waiting ?? {})) waiting.set({ what }, count);
  }
}

async function readState(database: Database): Promise<SiteState> {
  const [runs, [ages], workers, [waiting]] = await Promise.all([
    database.$queryRaw<{ status: string; failureCode: string | null; count: number }[]>`
      SELECT status::text, "failureCode", count(*)::int FROM run GROUP BY 1, 2`,
    database.$queryRaw<Pick<SiteState, 'oldestWaitingSeconds' | 'oldestUnseenSeconds' | 'databaseBytes'>[]>`
      SELECT
        coalesce((SELECT extract(epoch FROM now() AT TIME ZONE 'UTC' - min("submittedAt")) FROM run
          WHERE status = 'QUEUED'), 0)::float AS "oldestWaitingSeconds",
        coalesce((SELECT extract(epoch FROM now() AT TIME ZONE 'UTC' - min(worker."lastSeenAt")) FROM run
          JOIN worker ON worker.id = run."workerId"
          WHERE run."claimedAt" IS NOT NULL), 0)::float AS "oldestUnseenSeconds",
        pg_database_size(current_database())::float AS "databaseBytes"`,
    database.worker.count({ where: presentWorkers() }),
    database.$queryRaw<
      { imports: number; mails: number; deliveries: number; scores: number; oldestMailSeconds: number }[]
    >`
      SELECT
        (SELECT count(*) FROM dataset_import WHERE status = 'QUEUED')::int AS imports,
        (SELECT count(*) FROM mail WHERE "sentAt" IS NULL)::int AS mails,
        (SELECT count(*) FROM webhook_delivery WHERE "deliveredAt" IS NULL AND "givenUpAt" IS NULL)::int AS deliveries,
        (SELECT count(*) FROM lti_score WHERE "sentAt" IS DISTINCT FROM "scoreAt")::int AS scores,
        coalesce((SELECT extract(epoch FROM now() AT TIME ZONE 'UTC' - min("createdAt")) FROM mail
          WHERE "sentAt" IS NULL), 0)::float AS "oldestMailSeconds"`,
  ]);
  const { oldestMailSeconds, ...counts } = waiting!;
  return { runs, ...ages!, workers, waiting: counts, oldestMailSeconds };
}
