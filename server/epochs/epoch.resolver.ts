import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Run as RunRow } from '#prisma/client';
import type { Context } from '../graphql/context.ts';
import { Run } from '../runs/run.type.ts';
import { epochLoaders } from './epoch.loaders.ts';
import { type EpochColumns, type EpochOfRun, epochSeries, requireCurves } from './epoch.service.ts';
import { Epoch, EpochMetric, EpochPoint, EpochSeries } from './epoch.type.ts';

@Resolver(() => EpochSeries)
export class EpochResolver {
  @Query(() => [EpochSeries], {
    description:
      'One series a run (at most 500), in the order asked, downsampled on the server to at most ' +
      'maxPoints (2 to 5000; first and last always kept).',
  })
  async epochs(
    @Arg('runIds', () => [ID]) runIds: string[],
    @Arg('metric', () => EpochMetric, { defaultValue: EpochMetric.VAL_ACC }) metric: keyof typeof EpochMetric,
    @Arg('from', () => Int, { nullable: true }) from: number | undefined,
    @Arg('to', () => Int, { nullable: true }) to: number | undefined,
    @Arg('maxPoints', () => Int, { defaultValue: 500 }) maxPoints: number,
    @Ctx() context: Context,
  ): Promise<EpochColumns[]> {
    await requireCurves(context, runIds);
    return epochSeries(context, runIds, metric, { from, to, maxPoints });
  }

  @FieldResolver(() => [EpochPoint], { description: 'The same as objects; the columns are smaller and quicker.' })
  points(@Root() { epochs, values }: EpochColumns): EpochPoint[] {
    return epochs.map((epoch, index) => ({ epoch, value: values[index] ?? null }));
  }
}

@Resolver(() => Run)
export class RunEpochsResolver {
  @FieldResolver(() => [Epoch], {
    description: 'All of them, downsampled to at most maxPoints rows (2 to 5000; first and last always kept).',
  })
  epochs(
    @Root() run: RunRow,
    @Arg('maxPoints', () => Int, { defaultValue: 1000 }) maxPoints: number,
    @Ctx() context: Context,
  ): Promise<EpochOfRun[]> {
    return epochLoaders(context).history(maxPoints).load(run.id);
  }

  @FieldResolver(() => Epoch, { nullable: true, description: 'The last epoch so far.' })
  lastEpoch(@Root() run: RunRow, @Ctx() context: Context): Promise<EpochOfRun | null> {
    return epochLoaders(context).lastEpoch.load(run.id);
  }
}
