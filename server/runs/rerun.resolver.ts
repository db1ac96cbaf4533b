import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow, Run as RunRow } from '#prisma/client';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { moveRunUp } from './moveRunUp.ts';
import { planReruns, rerunCounted, rerunRun } from './rerun.ts';
import { RerunCountedRunsPayload, RerunPlan, RerunRunPayload } from './rerun.type.ts';
import { runLoaders } from './run.loaders.ts';
import type { RunContext } from './run.service.ts';
import { Run } from './run.type.ts';

@Resolver(() => Run)
export class RerunResolver {
  @Mutation(() => RerunRunPayload, {
    description:
      'Staff only: trains a run that has ended again, as a new run of the student that costs no quota and counts ' +
      'as submitted when the first one was.',
  })
  rerunRun(
    @Arg('id', () => ID) id: string,
    @Ctx() context: RunContext,
  ): Promise<{ run: RunRow; alreadyQueued: boolean }> {
    return rerunRun(context, id);
  }

  @Mutation(() => RerunCountedRunsPayload, {
    description: "Staff only: trains everybody's counted runs of an assignment again. Done twice, it queues them once.",
  })
  async rerunCountedRuns(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Ctx() context: RunContext,
  ): Promise<RerunCountedRunsPayload> {
    return { assignmentId, ...(await rerunCounted(context, assignmentId)) };
  }

  @Mutation(() => Run, { description: 'Staff only: puts a run that waits before all others.' })
  moveRunUp(@Arg('id', () => ID) id: string, @Ctx() context: RunContext): Promise<RunRow> {
    return moveRunUp(context, id);
  }

  @FieldResolver(() => Run, { nullable: true, description: 'The run that staff had trained again by this one.' })
  rerunOf(@Root() run: RunRow, @Ctx() context: Context): Promise<RunRow | null> | null {
    return run.rerunOf === null ? null : runLoaders(context).run.load(run.rerunOf);
  }

  @FieldResolver(() => GraphQLDateTime, {
    description:
      'When it was put into the queue: of a rerun when staff had it trained again, else when it was submitted.',
  })
  queuedAt(@Root() run: RunRow): Date {
    return run.rerunOf === null ? run.submittedAt : createdAt(run);
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: 'The newest run by which staff had this one trained again.',
  })
  rerun(@Root() run: RunRow, @Ctx() context: Context): Promise<RunRow | null> {
    return runLoaders(context).rerun.load(run.id);
  }
}

/** A run's id is a UUID of version 7, which begins with the milliseconds since 1970. */
function createdAt({ id }: RunRow): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}

@Resolver(() => Assignment)
export class AssignmentRerunsResolver {
  @FieldResolver(() => RerunPlan, {
    nullable: true,
    description: 'Staff only: what training all counted runs again would do now. Null to students.',
  })
  async rerunPlan(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<RerunPlan | null> {
    if (!isStaff(await roleIn(context, assignment.courseId))) return null;
    const { due, done } = await context.database.$transaction((transaction) => planReruns(transaction, assignment));
    return { due: due.length, done };
  }
}
