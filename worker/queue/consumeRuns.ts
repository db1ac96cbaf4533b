import type { JobWithMetadata } from 'pg-boss';
import { type RunJob, runsQueue } from '#prisma/queue';
import { admitRun } from './admitRun.ts';
import type { Consumer } from './consumer.ts';
import { carryOut } from './superviseRun.ts';

/** Takes runs from the queue, begins those whose memory is free and carries them out, until the queue is stopped. */
export async function consumeRuns(consumer: Consumer): Promise<void> {
  await consumer.queue.work(
    runsQueue,
    // The heartbeat is also how a worker hears of a cancelled job, so it beats often.
    {
      localConcurrency: consumer.concurrency,
      pollingIntervalSeconds: 0.5,
      heartbeatRefreshSeconds: 2,
      includeMetadata: true,
    },
    async ([job]: JobWithMetadata<RunJob>[]) => {
      const release = await admitRun(consumer, job!);
      if (!release) return;
      try {
        await carryOut(consumer, job!);
      } finally {
        release();
      }
    },
  );
}
