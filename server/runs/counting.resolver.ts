import { GraphQLJSON } from 'graphql-scalars';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Assignment as AssignmentRow, Run as RunRow, Team as TeamRow } from '#prisma/client';
import { getAssignmentAsStaff } from '../assignments/assignment.service.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { teamLoaders } from '../teams/membership.ts';
import { Team } from '../teams/team.type.ts';
import { chooseRun } from './chooseRun.ts';
import { type RunEstimate as Estimate, estimateRun } from './estimateRun.ts';
import { setReferenceRun } from './referenceRun.ts';
import { runLoaders } from './run.loaders.ts';
import { Run } from './run.type.ts';

@ObjectType({ description: 'Seconds for which workers would hold a run, from runs that were measured.' })
class RunEstimate {
  @Field(() => Float, { description: 'What the quickest measured run says.' }) low!: number;
  @Field(() => Float, { description: 'What the slowest one says.' }) high!: number;
  @Field(() => Int, { description: 'How many runs were measured; at most 20.' }) runs!: number;
  @Field(() => Boolean, { description: 'Whether they freeze other layers: nobody has trained with these frozen yet.' })
  isRough!: boolean;
}

@Resolver(() => Run)
export class CountingResolver {
  @Mutation(() => Run, {
    description:
      "One's own run, or one's team's: counts from now on, or no longer. Up to two, where the rule is CHOSEN, " +
      'and until the assignment closes.',
  })
  chooseRun(
    @Arg('id', () => ID) id: string,
    @Arg('chosen', () => Boolean, { defaultValue: true, description: 'False: takes it back.' }) chosen: boolean,
    @Ctx() context: Context,
  ): Promise<RunRow> {
    return chooseRun(context, id, chosen);
  }

  @Query(() => RunEstimate, {
    nullable: true,
    description:
      'How long a recipe would take here: from runs of the same backbone, input size, frozen layers, precision and ' +
      'augmentation on the workers that are there; where nobody froze these layers, from runs that froze others. ' +
      'Null when none was measured yet.',
  })
  runEstimate(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('recipe', () => GraphQLJSON) recipe: unknown,
    @Ctx() context: Context,
  ): Promise<Estimate | null> {
    return estimateRun(context, assignmentId, recipe);
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: 'The team that submitted it; null: nobody but the student.',
  })
  team(@Root() run: RunRow, @Ctx() context: Context): Promise<TeamRow | null> | null {
    return run.teamId === null ? null : teamLoaders(context).team.load(run.teamId);
  }
}

@Resolver(() => Assignment)
export class ReferenceRunResolver {
  @Mutation(() => Assignment, {
    description: 'Staff only: a succeeded run of the staff stands as a line on the board and in charts; null: none.',
  })
  async setReferenceRun(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('runId', () => ID, { nullable: true }) runId: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    const assignment = await getAssignmentAsStaff(context, assignmentId, 'pick the reference run');
    const changed = await setReferenceRun(context, assignment, runId ?? null);
    context.answer = {};
    return changed;
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: 'The run that stands as a line on the board and in charts; null to students.',
  })
  async referenceRun(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<RunRow | null> {
    if (assignment.referenceRunId === null || !isStaff(await roleIn(context, assignment.courseId))) return null;
    return runLoaders(context).run.load(assignment.referenceRunId);
  }
}
