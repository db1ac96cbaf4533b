import { type Provenance, provenanceSchema } from '#contracts/provenance';
import { type ExecutorChoice, isForced, isSameMachine } from '#learning';
import { type Database, Prisma } from '#prisma/client';

/** How many earlier runs of a recipe are read; further ones would rarely be on other kinds of machines. */
const lookedAt = 20;

/**
 * Provenance of the newest earlier run of the same recipe in the same assignment that succeeded on a machine like this
 * one (`now`), with an executor that was chosen. An executor that one run was forced to use is not a choice for others.
 */
export async function earlierProvenance(
  database: Database,
  runId: string,
  now: Provenance,
): Promise<Provenance | undefined> {
  const { assignmentId, recipeHash } = await database.run.findUniqueOrThrow({ where: { id: runId } });
  const earlier = await database.run.findMany({
    where: { assignmentId, recipeHash, id: { not: runId }, status: 'SUCCEEDED', environment: { not: Prisma.DbNull } },
    orderBy: { finishedAt: 'desc' },
    take: lookedAt,
    select: { environment: true },
  });
  const provenances = earlier.flatMap(({ environment }) => provenanceSchema.safeParse(environment).data ?? []);
  const found = provenances.find(
    ({ earlier, executor, ...provenance }) =>
      !earlier && executor && !isForced(executor) && isSameMachine(provenance, now),
  );
  return found?.executor && { ...found, executor: asInEarlierRun(found.executor) };
}

const inEarlierRun = 'as in an earlier run: ';

/** Adds the prefix to the reason only once, even when that run had its executor from an earlier run too. */
function asInEarlierRun({ reason, ...executor }: ExecutorChoice): ExecutorChoice {
  return { ...executor, reason: reason.startsWith(inEarlierRun) ? reason : `${inEarlierRun}${reason}` };
}
