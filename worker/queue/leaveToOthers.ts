import { setTimeout } from 'node:timers/promises';
import type { JobWithMetadata } from 'pg-boss';
import { type Database, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { type CourseChoice, includesCourse } from '#prisma/courseChoice';
import { joinByHash } from '#prisma/hashJoins';
import { moveJobUp, type Queue, type RunJob, runsQueue } from '#prisma/queue';
import { holdBack } from './returnRun.ts';

interface Chooser {
  database: Database;
  queue: Queue;
  stopping: AbortSignal;
}

/** How long a place that found only others' runs asks for none. */
const pauseMs = 2_000;

/**
 * Puts a run back where it was, when it is of a course whose runs this worker does not take. The first of those that it
 * does take goes before all others, so that it is fetched next; when there is none, the place pauses. Returns whether
 * the run was put back.
 */
export async function leaveToOthers(
  { database, queue, stopping }: Chooser,
  courses: CourseChoice,
  job: JobWithMetadata<RunJob>,
): Promise<boolean> {
  const run = await database.run.findUnique({
    where: { id: job.data.runId },
    select: { assignment: { select: { courseId: true } } },
  });
  if (!run || includesCourse(courses, run.assignment.courseId)) return false;
  await holdBack(database, queue, job, databaseNow());
  const isWaiting = await database.$transaction(async (tx) => {
    const among = courses.others
      ? Prisma.sql`<> ALL(${courses.courseIds}::text[])`
      : Prisma.sql`= ANY(${courses.courseIds}::text[])`;
    await joinByHash(tx);
    const [first] = await tx.$queryRaw<{ id: string }[]>`
      SELECT job.id::text FROM pgboss.job JOIN run ON job.id = run."jobId"::uuid
        JOIN assignment ON assignment.id = run."assignmentId"
      WHERE job.name = ${runsQueue} AND job.state < 'active' AND job.start_after <= now()
        AND assignment."courseId" ${among}
      ORDER BY job.priority DESC, job.created_on, job.id LIMIT 1`;
    return first !== undefined && (await moveJobUp(queue, tx, first.id));
  });
  if (!isWaiting) await setTimeout(pauseMs, undefined, { signal: stopping }).catch(() => {});
  return true;
}
