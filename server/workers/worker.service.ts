import { type NetworkWeights, networkWeightsSchema } from '#contracts/networkWeights';
import type { Worker } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { requireViewer } from '../accounts/viewer.ts';
import { isStaffSomewhere } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';

const day = 24 * 60 * 60 * 1000;
/** A worker says every 5 seconds that it is there. */
const silence = 15 * 1000;

/** The workers of the last 24 hours, newest first; null unless the viewer gives a course or is an administrator. */
export async function listWorkers(context: Context): Promise<Worker[] | null> {
  const { id, siteRole } = requireViewer(context);
  if (siteRole !== 'ADMIN' && !(await isStaffSomewhere(context.database, id))) return null;
  return context.database.worker.findMany({
    where: { lastSeenAt: { gt: new Date(databaseNow().getTime() - day) } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  });
}

/** Whether a worker has not stopped and has been seen lately. */
export function isAlive({ stoppedAt, lastSeenAt }: Worker): boolean {
  return stoppedAt === null && lastSeenAt.getTime() > databaseNow().getTime() - silence;
}

/** A Prisma filter for the workers that are there now. */
export function presentWorkers() {
  return { stoppedAt: null, lastSeenAt: { gt: new Date(databaseNow().getTime() - silence) } };
}

/** Whether any worker is there to train the runs that wait. */
export async function isAnyAlive({ database }: Pick<Context, 'database'>): Promise<boolean> {
  return (await database.worker.count({ where: presentWorkers() })) > 0;
}

/**
 * The weights that none of the workers has, or could fetch when it looked last: a run that asks for them fails. None
 * while no worker is there. Throws UNAUTHENTICATED.
 */
export async function listMissingWeights(context: Context): Promise<NetworkWeights[]> {
  requireViewer(context);
  const workers = await context.database.worker.findMany({
    where: presentWorkers(),
    select: { missingWeights: true },
  });
  const [first = [], ...others] = workers.map(({ missingWeights }) => missingOf(missingWeights));
  const isSame = (one: NetworkWeights) => (other: NetworkWeights) =>
    one.backbone === other.backbone && one.weights === other.weights;
  return first.filter((missing) => others.every((list) => list.some(isSame(missing))));
}

/** A worker of another version may name what this one does not know. */
function missingOf(stored: unknown): NetworkWeights[] {
  return networkWeightsSchema.array().safeParse(stored).data ?? [];
}
