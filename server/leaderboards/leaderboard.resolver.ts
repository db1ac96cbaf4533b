import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow, Run as RunRow, User as UserRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import { isClosed } from '../assignments/openness.ts';
import { isStaff, requireMember, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import { Run } from '../runs/run.type.ts';
import { weightsName } from '../weights/weights.service.ts';
import { type RankedRun, rankStudents } from './leaderboard.service.ts';
import { Leaderboard, LeaderboardEntry } from './leaderboard.type.ts';

interface LeaderboardOf {
  assignment: AssignmentRow;
}

@Resolver(() => Leaderboard)
export class LeaderboardResolver {
  @Query(() => Leaderboard)
  async leaderboard(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Ctx() context: Context,
  ): Promise<LeaderboardOf> {
    const assignment = await getAssignment(context, assignmentId);
    await requireMember(context, assignment.courseId);
    return { assignment };
  }

  @FieldResolver(() => Assignment)
  assignment(@Root() { assignment }: LeaderboardOf): AssignmentRow {
    return assignment;
  }

  @FieldResolver(() => Boolean)
  isFinal(@Root() { assignment }: LeaderboardOf): boolean {
    return isClosed(assignment);
  }

  @FieldResolver(() => [LeaderboardEntry])
  entries(@Root() { assignment }: LeaderboardOf, @Ctx() context: Context): Promise<RankedRun[]> {
    return rankStudents(context, assignment);
  }
}

@Resolver(() => LeaderboardEntry)
export class LeaderboardEntryResolver {
  @FieldResolver(() => User)
  student(@Root() entry: RankedRun, @Ctx() context: Context): Promise<UserRow | null> {
    return userLoaders(context).user.load(entry.studentId);
  }

  @FieldResolver(() => String, { description: 'By name.' })
  weights(@Root() entry: RankedRun, @Ctx() context: Context): Promise<string> {
    return weightsName(context, entry.weights);
  }

  @FieldResolver(() => Run, { nullable: true, description: "Null when it is another student's." })
  async run(@Root() entry: RankedRun, @Ctx() context: Context): Promise<RunRow | null> {
    const seen = entry.studentId === context.viewer?.id || isStaff(await roleIn(context, entry.courseId));
    return seen ? runLoaders(context).run.load(entry.runId) : null;
  }
}
