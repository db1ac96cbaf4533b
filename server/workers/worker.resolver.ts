import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Run as RunRow, Worker as WorkerRow } from '#prisma/client';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { pageOfWorker } from '../runs/runList.service.ts';
import { RunConnection } from '../runs/runList.type.ts';
import { workerLoaders } from './worker.loaders.ts';
import { isAlive, listMissingWeights, listWorkers } from './worker.service.ts';
import { NetworkWeights, Worker } from './worker.type.ts';

@Resolver(() => Worker)
export class WorkerResolver {
  @Query(() => [Worker], {
    nullable: true,
    description:
      'Those of the last 24 hours, newest first. For administrators and the staff of any course; ' +
      'null to everyone else.',
  })
  workers(@Ctx() context: Context): Promise<WorkerRow[] | null> {
    return listWorkers(context);
  }

  @Query(() => [NetworkWeights], {
    description:
      'Weights that no worker of this site has, or could fetch when it looked last: a run that asks for them fails. ' +
      'Empty while no worker is there. For who is signed in.',
  })
  missingWeights(@Ctx() context: Context): Promise<NetworkWeights[]> {
    return listMissingWeights(context);
  }

  @FieldResolver(() => Boolean)
  isAlive(@Root() worker: WorkerRow): boolean {
    return isAlive(worker);
  }

  @FieldResolver(() => RunConnection, {
    description: 'The runs that it trained last or trains now, the newest first, as far as one may see them.',
  })
  runs(
    @Root() worker: WorkerRow,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<RunRow>> {
    return pageOfWorker(context, worker.id, page);
  }

  @FieldResolver(() => Int)
  runningRuns(@Root() worker: WorkerRow, @Ctx() context: Context): Promise<number> {
    return workerLoaders(context).runningRuns.load(worker.id);
  }
}
