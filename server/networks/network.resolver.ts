import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Run as RunRow } from '#prisma/client';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { changesNothing } from '../graphql/mutations.ts';
import type { RunContext } from '../runs/run.service.ts';
import { pageOfBackbone } from '../runs/runList.service.ts';
import { RunConnection } from '../runs/runList.type.ts';
import { listMeasurements, requestMeasurement } from './network.service.ts';
import { NetworkMeasurement } from './network.type.ts';

@Resolver(() => NetworkMeasurement)
export class NetworkResolver {
  @Query(() => [NetworkMeasurement], {
    description:
      "How long Keras's networks take on this site's workers: the newest measurement of each machine. For everybody.",
  })
  networkMeasurements(
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many at most: 1 to 20.' }) first: number,
    @Ctx() context: Context,
  ): Promise<NetworkMeasurement[]> {
    return listMeasurements(context, first);
  }

  @changesNothing()
  @Mutation(() => NetworkMeasurement, {
    description:
      "Has a worker measure how long Keras's networks take, which is some minutes. For administrators and the staff " +
      'of any course.',
  })
  measureNetworks(@Ctx() context: RunContext): Promise<NetworkMeasurement> {
    return requestMeasurement(context);
  }

  @Query(() => RunConnection, {
    description:
      "The runs with this network that one may see, the newest first: one's own and one's teams', and all of the " +
      'courses that one gives.',
  })
  networkRuns(
    @Arg('backbone', () => String, { description: 'Its name in keras.applications.' }) backbone: string,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<RunRow>> {
    return pageOfBackbone(context, backbone, page);
  }
}
