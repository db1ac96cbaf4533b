import { openStatuses } from '#contracts/runStatus';
import { type Database, Prisma } from './client.ts';
import { type Queue, returnedPriority, sendImport, sendRun } from './queue.ts';

/**
 * Gives all open work new jobs, in a database whose queue is empty: after a restore. Runs keep their order; each goes
 * on from its newest checkpoint. What is quickly asked for again (exports, analyses) is forgotten. Mails and grades for
 * schools' platforms need nothing here: the API finds in their tables what is still to send.
 */
export async function requeueAll(database: Database, queue: Queue): Promise<void> {
  const runs = await database.run.findMany({
    where: { status: { in: [...openStatuses] } },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  for (const { id } of runs)
    await database.$transaction(async (transaction) => {
      const jobId = await sendRun(queue, transaction, { runId: id, priority: returnedPriority });
      await transaction.run.update({
        where: { id },
        data: { status: 'QUEUED', jobId, workerId: null, progress: Prisma.DbNull, attempt: { increment: 1 } },
      });
    });
  const imports = await database.datasetImport.findMany({
    where: { status: { in: ['QUEUED', 'CHECKING', 'WRITING'] } },
    select: { id: true },
  });
  for (const { id } of imports)
    await database.$transaction(async (transaction) => {
      const jobId = await sendImport(queue, transaction, { importId: id });
      await transaction.datasetImport.update({
        where: { id },
        data: { status: 'QUEUED', jobId, progress: Prisma.DbNull, attempt: { increment: 1 } },
      });
    });
  // The API gives a job to each delivery that has none.
  await database.webhookDelivery.updateMany({
    where: { queuedAt: { not: null }, deliveredAt: null, givenUpAt: null },
    data: { queuedAt: null },
  });
  await database.export.deleteMany({ where: { finishedAt: null } });
  await database.analysis.deleteMany({ where: { finishedAt: null } });
  await database.heatmap.deleteMany({ where: { finishedAt: null } });
}
