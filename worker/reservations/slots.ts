import { claimedStatuses } from '#contracts/runStatus';
import { type Database, Prisma, type Transaction } from '#prisma/client';
import { joinByHash } from '#prisma/hashJoins';
import { reservedPriority, runsQueue } from '#prisma/queue';
import { type ActiveReservation, activeReservation } from '#prisma/reservations';
import { isPresent } from '../presence/presence.ts';

// While a course has reserved workers, its runs go first on that many slots. All other runs share the slots that are
// left. A run that trains already is not interrupted.

/** Thrown by a claim: the slots that are free belong to another course until `endsAt`. */
export class SlotsReserved extends Error {
  readonly endsAt: Date;

  constructor(endsAt: Date) {
    super(`expected a slot that is free, but those that are left are reserved until ${endsAt.toISOString()}`);
    this.name = 'SlotsReserved';
    this.endsAt = endsAt;
  }
}

/**
 * Throws SlotsReserved when a run that waits in the queue may not start now. A run that has been started before goes on
 * in any case. Claims that count slots come one after the other until their transactions end.
 */
export async function requireSlot(transaction: Transaction, runId: string): Promise<void> {
  const reservation = await activeReservation(transaction);
  if (!reservation) return;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${'slots'}, 0))`;
  const run = await transaction.run.findUnique({
    where: { id: runId },
    select: { status: true, assignment: { select: { courseId: true } } },
  });
  if (run?.status !== 'QUEUED' || run.assignment.courseId === reservation.courseId) return;
  if ((await countSlots(transaction, reservation)).free <= 0) throw new SlotsReserved(reservation.endsAt);
}

interface Slots {
  /** Reserved ones that do not train a run of the course now. */
  reserved: number;
  /** Those that the runs of other courses may still take. */
  free: number;
}

async function countSlots(transaction: Transaction, { courseId, slots }: ActiveReservation): Promise<Slots> {
  const workers = await transaction.worker.aggregate({ where: isPresent(), _sum: { concurrency: true } });
  const all = workers._sum.concurrency ?? 0;
  const reserved = Math.min(slots ?? all, all);
  const claimed = { status: { in: [...claimedStatuses] } };
  const own = await transaction.run.count({ where: { ...claimed, assignment: { courseId } } });
  const others = await transaction.run.count({ where: { ...claimed, assignment: { courseId: { not: courseId } } } });
  return { reserved: Math.max(0, reserved - own), free: Math.max(0, all - reserved - others) };
}

/**
 * Puts the queue in the order that the reservation of this hour wants: as many of its course's runs first as reserved
 * slots are free, and of the other runs only so many can be fetched as other slots are free. The rest are held until
 * the reservation ends, each in its place. The queue hands them out by itself then, with or without a worker. Does
 * nothing while nothing is reserved. Returns whether something is.
 */
export async function serveReservation(database: Database): Promise<boolean> {
  if (!(await activeReservation(database))) return false;
  return database.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${'slots'}, 0)) AS taken`;
    const reservation = lock?.taken ? await activeReservation(tx) : null;
    if (!reservation) return true;
    await joinByHash(tx);
    const { courseId } = reservation;
    const endsAt = Prisma.sql`${reservation.endsAt.toISOString()}::timestamptz`;
    const { reserved, free } = await countSlots(tx, reservation);
    await tx.$executeRaw`
      WITH waiting AS (${waitingRuns(Prisma.sql`assignment."courseId" = ${courseId}`)})
      UPDATE pgboss.job AS job SET priority = ${reservedPriority} FROM waiting
      WHERE job.id = waiting.id AND job.state < 'active' AND waiting.place <= ${reserved}
        AND job.priority < ${reservedPriority} AND job.start_after <= now()`;
    await tx.$executeRaw`
      WITH waiting AS (${waitingRuns(Prisma.sql`assignment."courseId" <> ${courseId}`)})
      UPDATE pgboss.job AS job SET start_after = CASE WHEN waiting.place <= ${free} THEN now() ELSE ${endsAt} END
      FROM waiting
      WHERE job.id = waiting.id AND job.state < 'active' AND CASE
        WHEN waiting.place <= ${free} THEN job.start_after = ${endsAt} ELSE job.start_after < ${endsAt} END`;
    return true;
  });
}

/** The jobs of runs that wait, with their places in the order in which they are handed out. */
function waitingRuns(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT job.id, row_number() OVER (ORDER BY job.priority DESC, job.created_on, job.id) AS place
    FROM pgboss.job JOIN run ON job.id = run."jobId"::uuid JOIN assignment ON assignment.id = run."assignmentId"
    WHERE job.name = ${runsQueue} AND job.state < 'active' AND run.status = 'QUEUED' AND ${which}`;
}
