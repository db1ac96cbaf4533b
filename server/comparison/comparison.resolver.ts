import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { mostCompared } from '#contracts/comparison';
import type { Context } from '../graphql/context.ts';
import { type Comparison, compareRuns } from './comparison.service.ts';
import { RunComparison } from './comparison.type.ts';

@Resolver()
export class ComparisonResolver {
  @Query(() => RunComparison, {
    description:
      `Up to ${mostCompared} of one's own runs and one's team's, as staff any of the course, side by side. Their ` +
      'curves come from epochs.',
  })
  compareRuns(
    @Arg('runIds', () => [ID], { description: 'The runs; each counts once.' }) runIds: string[],
    @Arg('baseId', () => ID, {
      nullable: true,
      description:
        'One of them, whose recipe the others are measured against. Left out: the first from scratch, else the first.',
    })
    baseId: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Comparison> {
    return compareRuns(context, runIds, baseId);
  }
}
