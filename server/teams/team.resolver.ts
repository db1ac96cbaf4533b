import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow, Team as TeamRow, User as UserRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { requireViewer } from '../accounts/viewer.ts';
import { getAssignment, getAssignmentAsStaff } from '../assignments/assignment.service.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, requireMember, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { teamIdOf, teamLoaders } from './membership.ts';
import { createTeam, joinTeam, leaveTeam, placeInTeam, renameTeam, teamsForm } from './team.service.ts';
import { PlaceInTeamInput, Team } from './team.type.ts';

@Resolver(() => Team)
export class TeamResolver {
  @Mutation(() => Team, { description: 'A new team with the asker in it, while students form teams.' })
  async createTeam(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('name', () => String, { description: '1 to 100 characters, another name than the other teams have.' })
    name: string,
    @Ctx() context: Context,
  ): Promise<TeamRow> {
    return afterwards(context, await createTeam(context, await assignmentOfMember(context, assignmentId), name));
  }

  @Mutation(() => Team, { description: 'Joins the team with this code, while students form teams.' })
  async joinTeam(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('code', () => String, { description: 'Its members see it.' }) code: string,
    @Ctx() context: Context,
  ): Promise<TeamRow> {
    return afterwards(context, await joinTeam(context, await assignmentOfMember(context, assignmentId), code));
  }

  @Mutation(() => Assignment, { description: 'Leaves a team that has not submitted, while students form teams.' })
  async leaveTeam(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    const assignment = await assignmentOfMember(context, assignmentId);
    await leaveTeam(context, assignment);
    return afterwards(context, assignment);
  }

  @Mutation(() => Team, {
    description: "Another name for one's own team, while students form teams; for staff always.",
  })
  async renameTeam(
    @Arg('id', () => ID) id: string,
    @Arg('name', () => String) name: string,
    @Ctx() context: Context,
  ): Promise<TeamRow> {
    const team = await teamLoaders(context).team.load(id);
    if (!team) throw new ApiError('NOT_FOUND', `Expected the id of a team, received "${id}".`);
    const assignment = await getAssignment(context, team.assignmentId);
    const byStaff = isStaff(await requireMember(context, assignment.courseId));
    if (!byStaff && (await teamIdOf(context.database, assignment.id, requireViewer(context).id)) !== id)
      throw new ApiError('FORBIDDEN', "Expected your own team. Only staff rename other people's.");
    return afterwards(context, await renameTeam(context, assignment, team, name, byStaff));
  }

  @Mutation(() => Assignment, {
    description: 'Staff only, also after students could. Runs stay with the team that submitted them.',
  })
  async placeInTeam(
    @Arg('input', () => PlaceInTeamInput) { assignmentId, ...place }: PlaceInTeamInput,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    const assignment = await getAssignmentAsStaff(context, assignmentId, 'change teams');
    await placeInTeam(context, assignment, place);
    return afterwards(context, assignment);
  }

  @FieldResolver(() => [User])
  async members(@Root() team: TeamRow, @Ctx() context: Context): Promise<UserRow[]> {
    const members = await teamLoaders(context).members.load(team.id);
    const users = await Promise.all(members.map(({ userId }) => userLoaders(context).user.load(userId)));
    return users.filter((user) => user !== null);
  }

  @FieldResolver(() => String, { nullable: true, description: 'For its members and staff; null to everybody else.' })
  async joinCode(@Root() team: TeamRow, @Ctx() context: Context): Promise<string | null> {
    const own = await teamLoaders(context).ownMembership.load(team.assignmentId);
    if (own?.teamId === team.id) return team.joinCode;
    const { courseId } = await getAssignment(context, team.assignmentId);
    return isStaff(await roleIn(context, courseId)) ? team.joinCode : null;
  }
}

@Resolver(() => Assignment)
export class AssignmentTeamsResolver {
  @FieldResolver(() => Team, { nullable: true, description: "The asker's team; null: none." })
  async ownTeam(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<TeamRow | null> {
    const own = await teamLoaders(context).ownMembership.load(assignment.id);
    return own && teamLoaders(context).team.load(own.teamId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether students may create, join and leave teams now.' })
  teamsForm(@Root() assignment: AssignmentRow): boolean {
    return teamsForm(assignment);
  }

  @FieldResolver(() => [Team], { nullable: true, description: 'By name; null to students.' })
  async teams(
    @Root() assignment: AssignmentRow,
    @Arg('first', () => Int, { defaultValue: 200, description: '1 to 1000.' }) first: number,
    @Ctx() context: Context,
  ): Promise<TeamRow[] | null> {
    if (!isStaff(await roleIn(context, assignment.courseId))) return null;
    const teams = await teamLoaders(context).teamsOfAssignment.load(assignment.id);
    return teams.slice(0, Math.min(1000, Math.max(1, first)));
  }
}

async function assignmentOfMember(context: Context, id: string): Promise<AssignmentRow> {
  const assignment = await getAssignment(context, id);
  await requireMember(context, assignment.courseId);
  return assignment;
}

/** What was read before a change must not be answered after it. */
function afterwards<Answer>(context: Context, answer: Answer): Answer {
  context.answer = {};
  return answer;
}
