import { Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Run as RunRow } from '#prisma/client';
import type { Context } from '../graphql/context.ts';
import { Run } from '../runs/run.type.ts';
import { isAnyAlive } from '../workers/worker.service.ts';
import { queueLoaders } from './queue.loaders.ts';
import { type QueuedRun, type QueueState, readQueue, runOfEntry } from './queue.service.ts';
import { Queue, QueueEntry } from './queue.type.ts';

@Resolver(() => Queue)
export class QueueResolver {
  @Query(() => Queue, { description: 'Runs that wait or are being trained.' })
  queue(@Ctx() context: Context): Promise<QueueState> {
    return readQueue(context);
  }

  @FieldResolver(() => Boolean, { description: 'Whether any worker is there to train them.' })
  hasWorker(@Ctx() context: Context): Promise<boolean> {
    return isAnyAlive(context);
  }
}

@Resolver(() => QueueEntry)
export class QueueEntryResolver {
  @FieldResolver(() => Run, { nullable: true, description: 'Null to an administrator who does not give the course.' })
  run(@Root() entry: QueuedRun, @Ctx() context: Context): Promise<RunRow | null> {
    return runOfEntry(context, entry);
  }
}

@Resolver(() => Run)
export class RunQueueResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'Place in the queue, from 1; null when not queued.' })
  async queuePosition(@Root() run: RunRow, @Ctx() context: Context): Promise<number | null> {
    if (run.status !== 'QUEUED') return null;
    return (await queueLoaders(context).place.load(run.id))?.position ?? null;
  }
}
