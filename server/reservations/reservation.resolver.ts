import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.ts';
import { listReservedHours, removeReservation, reserveWorkers } from './reservation.service.ts';
import { RemoveReservationPayload, Reservation, ReservedHours, ReserveWorkersInput } from './reservation.type.ts';

@Resolver(() => Reservation)
export class ReservationResolver {
  @Query(() => [ReservedHours], { description: 'The hours for which courses have reserved workers, in order.' })
  reservedHours(
    @Arg('from', () => GraphQLDateTime, { description: 'Hours that end later.' }) from: Date,
    @Arg('to', () => GraphQLDateTime, { description: 'Hours that begin earlier; at most 100 days after from.' })
    to: Date,
    @Arg('first', () => Int, { defaultValue: 200, description: 'How many at most: 1 to 500.' }) first: number,
    @Ctx() context: Context,
  ): Promise<ReservedHours[]> {
    return listReservedHours(context, { from, to, first });
  }

  @Mutation(() => Reservation, {
    description: 'Course staff only: reserves workers for the runs of a course. Hours that overlap are refused.',
  })
  reserveWorkers(
    @Arg('input', () => ReserveWorkersInput) input: ReserveWorkersInput,
    @Ctx() context: Context,
  ): Promise<Reservation> {
    return reserveWorkers(context, input);
  }

  @Mutation(() => RemoveReservationPayload, { description: "The course's staff and administrators only." })
  async removeReservation(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<RemoveReservationPayload> {
    return { id: await removeReservation(context, id) };
  }
}
