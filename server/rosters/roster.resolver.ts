import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Context } from '../graphql/context.ts';
import { checkInput } from '../graphql/input.ts';
import { applyRoster, previewRoster } from './applyRoster.ts';
import { admitPending, removePending } from './pending.ts';
import { ApplyRosterInput, RosterInput, RosterLine, RosterLineKind, RosterPlan } from './roster.type.ts';

const mostShown = 500;

@Resolver(() => RosterPlan)
export class RosterResolver {
  @Query(() => RosterPlan, { description: 'Staff only: what a roster would change. It changes nothing.' })
  rosterPreview(
    @Arg('input', () => RosterInput, { description: 'The roster.' }) input: RosterInput,
    @Ctx() context: Context,
  ): Promise<RosterPlan> {
    return previewRoster(context, input);
  }

  @Mutation(() => RosterPlan, { description: 'Staff only: applies a roster. Doing it twice changes nothing more.' })
  applyRoster(
    @Arg('input', () => ApplyRosterInput, { description: 'The roster.' }) input: ApplyRosterInput,
    @Ctx() context: Context,
  ): Promise<RosterPlan> {
    return applyRoster(context, input);
  }

  @Mutation(() => Int, {
    description:
      'Staff only: takes pending people into the course whose account has the address of the roster, though nobody ' +
      'has confirmed it. Answers how many it took.',
  })
  admitPending(
    @Arg('courseId', () => ID, { description: 'The course.' }) courseId: string,
    @Arg('emails', () => [String], { nullable: true, description: 'Their addresses, at most 2,000; all without them.' })
    emails: string[] | undefined,
    @Ctx() context: Context,
  ): Promise<number> {
    return admitPending(context, courseId, emails);
  }

  @Mutation(() => Int, { description: 'Staff only: forgets pending people. Answers how many it forgot.' })
  removePending(
    @Arg('courseId', () => ID, { description: 'The course.' }) courseId: string,
    @Arg('emails', () => [String], { description: 'Their addresses: at most 2,000.' }) emails: string[],
    @Ctx() context: Context,
  ): Promise<number> {
    return removePending(context, courseId, emails);
  }

  @FieldResolver(() => [RosterLine], {
    description: 'Changes first, then what is missing, unchanged, and passed over.',
  })
  lines(
    @Root() { all }: RosterPlan,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most: 1 to 500.' }) first: number,
    @Arg('kinds', () => [RosterLineKind], { nullable: true, description: 'Those of these kinds; all when left out.' })
    kinds: (keyof typeof RosterLineKind)[] | undefined,
  ): RosterLine[] {
    checkInput(z.object({ first: z.int().min(1).max(mostShown) }), { first });
    return all.filter(({ kind }) => !kinds || kinds.includes(kind)).slice(0, first);
  }
}
