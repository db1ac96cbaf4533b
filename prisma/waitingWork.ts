import type pg from 'pg';
import { claimedStatuses, openStatuses } from '#contracts/runStatus';
import type { Database } from './client.ts';
import type { CourseChoice } from './courseChoice.ts';
import {
  analysesQueue,
  exportsQueue,
  importsQueue,
  measurementsQueue,
  predictionsQueue,
  queueSchema,
  weightUploadsQueue,
} from './queue.ts';

/** What waits for workers, and how many of a kind would do. */
export interface WaitingWork {
  waitingRuns: number;
  /** How long those take: each as long as runs of its network took lately (the median of the newest 200). */
  waitingSeconds: number;
  /** Runs that workers have. */
  heldRuns: number;
  /** Imports, exports, analyses and the like that no worker has taken yet. */
  waitingJobs: number;
}

/** What a scheduler that starts workers is told of them. */
export interface Scale {
  /** Whose runs these workers take; anybody's when left out. */
  courses?: CourseChoice | undefined;
  /** Runs that one worker trains at once. */
  slots: number;
  /** In how many seconds the work that waits should be done. */
  drainSeconds: number;
  /** The most workers. */
  ceiling: number;
}

/** The queues of what else workers do. */
const otherQueues = [
  importsQueue,
  exportsQueue,
  analysesQueue,
  predictionsQueue,
  measurementsQueue,
  weightUploadsQueue,
];

const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** A run of a network that nobody has trained yet, on a site where nothing has been trained. */
const secondsOfUnknown = 60;

/**
 * Makes the view `waiting_work` and the function `wanted_workers(slots, drain_seconds, ceiling)` for schedulers.
 * Slurm's reads them through `readWantedWorkers`, Kubernetes's by a query of its own. Every preparation of the
 * database makes them again, after the queue's tables, so that they are always those of this version.
 *
 * `wanted_workers(courses, others, slots, drain_seconds, ceiling)` says the same of workers that take runs of these
 * courses alone, or of all others. What is no run, such as imports, is for the workers of the others.
 *
 * As many workers are wanted as the runs that workers have need, and as many more as do the waiting ones within
 * `drain_seconds`; one where anything waits. The newest runs of each network say how long one takes.
 */
export async function makeWaitingWork(owner: pg.Client): Promise<void> {
  await owner.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(hashtext('downstream waiting work'));
    DROP FUNCTION IF EXISTS wanted_workers(int, float8, int);
    DROP FUNCTION IF EXISTS wanted_workers(text[], boolean, int, float8, int);
    DROP VIEW IF EXISTS waiting_work;
    DROP VIEW IF EXISTS waiting_work_by_course;
    CREATE VIEW waiting_work_by_course AS
      WITH latest AS (
        SELECT backbone, "secondsUsed" AS seconds FROM run
        WHERE status = 'SUCCEEDED' AND "secondsUsed" > 0 ORDER BY "finishedAt" DESC LIMIT 200
      ), usual AS (
        SELECT backbone, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds FROM latest GROUP BY backbone
      ), of_all AS (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds FROM latest
      )
      SELECT assignment."courseId" AS course_id, count(*) FILTER (WHERE status = 'QUEUED')::int AS waiting_runs,
        coalesce(sum(coalesce(usual.seconds, of_all.seconds, ${secondsOfUnknown}))
          FILTER (WHERE status = 'QUEUED'), 0)::float8 AS waiting_seconds,
        count(*) FILTER (WHERE status IN (${listed(claimedStatuses)}))::int AS held_runs
      FROM run JOIN assignment ON assignment.id = run."assignmentId"
        LEFT JOIN usual ON usual.backbone = run.backbone CROSS JOIN of_all
      WHERE status IN (${listed(openStatuses)})
      GROUP BY assignment."courseId";
    CREATE VIEW waiting_work AS
      SELECT coalesce(sum(waiting_runs), 0)::int AS waiting_runs,
        coalesce(sum(waiting_seconds), 0)::float8 AS waiting_seconds, coalesce(sum(held_runs), 0)::int AS held_runs,
        (SELECT count(*) FROM ${queueSchema}.job
          WHERE name IN (${listed(otherQueues)})
            AND state IN ('created', 'retry') AND start_after <= now())::int AS waiting_jobs
      FROM waiting_work_by_course;
    CREATE FUNCTION wanted_workers(courses text[], others boolean, slots int, drain_seconds float8, ceiling int)
      RETURNS int LANGUAGE sql STABLE AS $$
        SELECT least(ceiling, greatest(
          ceil((sum(held_runs) + least(sum(waiting_runs), ceil(sum(waiting_seconds) / drain_seconds))) / slots),
          CASE WHEN sum(waiting_runs) > 0 OR others AND (SELECT waiting_jobs FROM waiting_work) > 0 THEN 1 ELSE 0 END
        ))::int FROM waiting_work_by_course WHERE others <> (course_id = ANY(courses))
      $$;
    CREATE FUNCTION wanted_workers(slots int, drain_seconds float8, ceiling int) RETURNS int
      LANGUAGE sql STABLE AS $$ SELECT wanted_workers('{}', true, slots, drain_seconds, ceiling) $$;
    COMMIT`);
}

/** The choice of workers that take runs of any course: those of all others than none. */
const anyCourse: CourseChoice = { courseIds: [], others: true };

/** What waits, and how many workers of this kind are wanted. */
export async function readWantedWorkers(
  database: Database,
  { courses = anyCourse, slots, drainSeconds, ceiling }: Scale,
): Promise<WaitingWork & { wanted: number }> {
  const { courseIds, others } = courses;
  const [row] = await database.$queryRaw<[WaitingWork & { wanted: number }]>`
    SELECT coalesce(sum(waiting_runs), 0)::int AS "waitingRuns",
      coalesce(sum(waiting_seconds), 0)::float8 AS "waitingSeconds", coalesce(sum(held_runs), 0)::int AS "heldRuns",
      CASE WHEN ${others}::boolean THEN (SELECT waiting_jobs FROM waiting_work) ELSE 0 END AS "waitingJobs",
      wanted_workers(${courseIds}::text[], ${others}::boolean, ${slots}::int, ${drainSeconds}::float8, ${ceiling}::int)
        AS wanted
    FROM waiting_work_by_course WHERE ${others}::boolean <> (course_id = ANY(${courseIds}::text[]))`;
  return row;
}
