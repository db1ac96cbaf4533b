import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Run as RunRow } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import type { Context } from '../context.ts';
import { Run } from '../runs/run.type.ts';
import { type QueuedRun, type QueueState, readQueue, runOfEntry } from './queue.service.ts';
import { Queue, QueueEntry } from './queue.type.ts';

@Resolver(() => Queue)
export class QueueResolver {
  @Query(() => Queue, { description: "Runs that wait or are being trained. Other students' runs have no id and no recipe here." })
  queue(@Ctx() context: Context): Promise<QueueState> {
    requireViewer(context);
    return readQueue(context);
  }
}

@Resolver(() => QueueEntry)
export class QueueEntryResolver {
  @FieldResolver(() => Run, { nullable: true, description: "Null when it is another student's." })
  run(@Root() entry: QueuedRun, @Ctx() context: Context): Promise<RunRow | null> {
    return runOfEntry(context, entry);
  }
}
