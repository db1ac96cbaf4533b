import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { epochSeries, requireCurves } from './epoch.service.ts';
import { EpochMetric, EpochSeries } from './epoch.type.ts';

@Resolver(() => EpochSeries)
export class EpochResolver {
  @Query(() => [EpochSeries], {
    description:
      'One series a run (at most 200), in the order asked, downsampled on the server to at most maxPoints (2 to 5000; first and last always kept).',
  })
  async epochs(
    @Arg('runIds', () => [ID]) runIds: string[],
    @Arg('metric', () => EpochMetric, { defaultValue: EpochMetric.VAL_ACC }) metric: keyof typeof EpochMetric,
    @Arg('from', () => Int, { nullable: true }) from: number | undefined,
    @Arg('to', () => Int, { nullable: true }) to: number | undefined,
    @Arg('maxPoints', () => Int, { defaultValue: 500 }) maxPoints: number,
    @Ctx() context: Context,
  ): Promise<EpochSeries[]> {
    await requireCurves(context, runIds);
    return epochSeries(context, runIds, metric, { from, to, maxPoints });
  }
}
