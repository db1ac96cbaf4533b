import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Run as RunRow } from '#prisma/client';
import type { Context } from '../context.ts';
import { Run } from '../runs/run.type.ts';
import { isAnyAlive } from '../workers/worker.service.ts';
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
