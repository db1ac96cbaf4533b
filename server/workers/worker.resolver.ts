import { Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Worker as WorkerRow } from '#prisma/client';
import type { Context } from '../graphql/context.ts';
import { workerLoaders } from './worker.loaders.ts';
import { isAlive, listWorkers } from './worker.service.ts';
import { Worker } from './worker.type.ts';

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

  @FieldResolver(() => Boolean)
  isAlive(@Root() worker: WorkerRow): boolean {
    return isAlive(worker);
  }

  @FieldResolver(() => Int)
  runningRuns(@Root() worker: WorkerRow, @Ctx() context: Context): Promise<number> {
    return workerLoaders(context).runningRuns.load(worker.id);
  }
}
