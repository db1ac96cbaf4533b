import { Arg, Args, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import type { Run as RunRow } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { Run } from '../runs/run.type.ts';
import { isAnyAlive } from '../workers/worker.service.ts';
import { queueLoaders } from './queue.loaders.ts';
import {
  countQueue,
  firstEntries,
  pageOfQueue,
  type QueueCounts,
  type QueuedRun,
  runOfEntry,
} from './queue.service.ts';
import { Queue, QueueEntry, QueueEntryConnection, QueueFilterInput } from './queue.type.ts';

@Resolver(() => Queue)
export class QueueResolver {
  @Query(() => Queue, { description: 'Runs that wait or are being trained.' })
  queue(@Ctx() context: Context): Promise<QueueCounts> {
    requireViewer(context);
    return countQueue(context);
  }

  @FieldResolver(() => QueueEntryConnection, {
    description:
      "One's own runs and those of courses that one gives; to an administrator all. Those being trained, then those " +
      'that wait, in their order.',
  })
  runs(
    @Arg('filter', () => QueueFilterInput, { defaultValue: {}, description: 'All when left out.' })
    filter: QueueFilterInput,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<QueuedRun>> {
    return pageOfQueue(context, filter, page);
  }

  @FieldResolver(() => [QueueEntry], {
    description: 'The first 500 of runs.',
    deprecationReason: 'A queue can be long: use runs, which has pages.',
  })
  entries(@Ctx() context: Context): Promise<QueuedRun[]> {
    return firstEntries(context);
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

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Seconds until a worker probably takes it, by how long runs took here. Null when it is not queued, no worker ' +
      'is there, or nothing was measured yet.',
  })
  async startsInSeconds(@Root() run: RunRow, @Ctx() context: Context): Promise<number | null> {
    if (run.status !== 'QUEUED') return null;
    return (await queueLoaders(context).start.load(run.id))?.seconds ?? null;
  }
}
