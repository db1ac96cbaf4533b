import type { Logger } from 'pino';
import { RunFailure } from '#contracts/runFailure';
import type { Database } from '#prisma/client';
import { lostRunsQueue, type Queue, queueOptions, type RunJob, runJobSchema } from '#prisma/queue';
import { failRun, RunLost } from '../claims/claimedRun.ts';

/** Fails the runs that took down, or lost, every worker that tried them. */
export async function consumeLostRuns({
  database,
  queue,
  log,
}: {
  database: Database;
  queue: Queue;
  log: Logger;
}): Promise<void> {
  await queue.work<RunJob>(lostRunsQueue, { pollingIntervalSeconds: 2 }, async ([job]) => {
    const { runId } = runJobSchema.parse(job!.data);
    const run = await database.run.findUnique({ where: { id: runId }, select: { attempt: true } });
    if (!run) return;
    const failure = new RunFailure(
      'WORKER_LOST',
      `Expected a worker to finish the run, but ${queueOptions.retryLimit + 1} workers in a row stopped answering while they had it`,
    );
    log.error({ runId }, failure.message);
    await failRun(database, { runId, attempt: run.attempt }, failure).catch((error: unknown) => {
      // It has ended meanwhile.
      if (!(error instanceof RunLost)) throw error;
    });
  });
}
