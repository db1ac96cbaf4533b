import { provenanceSchema } from '#contracts/provenance';
import type { NetworkTime, NetworkMeasurement as Row } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { sendMeasurement } from '#prisma/queue';
import { requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import { isStaffSomewhere } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import type { RunContext } from '../runs/run.service.ts';
import type { NetworkMeasurement } from './network.type.ts';

/** A measurement that takes longer has lost its job: the queue gives up on a job after an hour. */
const lostAfterMs = 2 * 3600 * 1000;

const withTimes = { include: { times: { orderBy: { backbone: 'asc' } } } } as const;

/**
 * The newest measurement of each processor and engine, and one that goes on, the newest first. Throws BAD_USER_INPUT.
 */
export async function listMeasurements(context: Context, first: number): Promise<NetworkMeasurement[]> {
  if (!(first >= 1 && first <= 20))
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 20, received ${first}.`);
  const rows = await context.database.networkMeasurement.findMany({
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: 50,
    ...withTimes,
  });
  const seen = new Set<string>();
  const newest = rows.map(measurementOf).filter((measurement) => {
    const machine = `${measurement.processor} ${measurement.engine}`;
    if (measurement.times.length === 0) return measurement.finishedAt === null && !isLost(measurement);
    if (seen.has(machine)) return false;
    seen.add(machine);
    return true;
  });
  return newest.slice(0, first);
}

/**
 * Has a worker measure all networks. One that goes on is not begun twice. Throws UNAUTHENTICATED, or FORBIDDEN for who
 * gives no course and is no administrator.
 */
export async function requestMeasurement(context: RunContext): Promise<NetworkMeasurement> {
  const { id, siteRole } = requireViewer(context);
  if (siteRole !== 'ADMIN' && !(await isStaffSomewhere(context.database, id)))
    throw new ApiError('FORBIDDEN', 'Expected an administrator, or the staff of a course.');
  return context.database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('network measurement', 0))`;
    const open = await transaction.networkMeasurement.findFirst({
      where: { finishedAt: null, requestedAt: { gt: new Date(databaseNow().getTime() - lostAfterMs) } },
      ...withTimes,
    });
    if (open) return measurementOf(open);
    const row = await transaction.networkMeasurement.create({ data: {}, ...withTimes });
    await sendMeasurement(context.queue, transaction, { measurementId: row.id });
    await recordChange(context, transaction, {
      courseId: null,
      action: 'networks.measure',
      subjectId: row.id,
      subject: '',
    });
    return measurementOf(row);
  });
}

function isLost({ requestedAt }: Pick<NetworkMeasurement, 'requestedAt'>): boolean {
  return requestedAt.getTime() < databaseNow().getTime() - lostAfterMs;
}

function measurementOf({ environment, ...row }: Row & { times: NetworkTime[] }): NetworkMeasurement {
  const measured = provenanceSchema.safeParse(environment).data;
  return { ...row, processor: measured?.processor ?? null, engine: measured?.engine ?? null };
}
