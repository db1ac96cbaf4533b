import { z } from 'zod';
import { normalizeCode } from '#contracts/codes';
import { line } from '#contracts/line';
import { type Assignment, Prisma, type Team, type Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { followDates } from '#prisma/lateness';
import { requireViewer } from '../accounts/viewer.ts';
import { isOpen, isVisible } from '../assignments/openness.ts';
import { recordChange } from '../audit/recordChange.ts';
import { newJoinCode } from '../courses/joinCode.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { lockParticipant, teamIdOf } from './membership.ts';

/**
 * Makes a team of which the viewer is the first member. Throws TEAMS_CLOSED, NAME_TAKEN, ALREADY_ENROLLED (in a team
 * already) or BAD_USER_INPUT.
 */
export function createTeam(context: Context, assignment: Assignment, name: string): Promise<Team> {
  const viewer = requireViewer(context);
  requireForming(assignment);
  return inTeams(context, assignment, name, async (transaction) => {
    await requireNoTeam(transaction, assignment, viewer.id);
    const team = await addTeam(transaction, assignment, name);
    await addMember(transaction, assignment, team, viewer.id);
    return team;
  });
}

/** Throws TEAMS_CLOSED, NOT_FOUND, ALREADY_IN_TEAM or TEAM_FULL. */
export function joinTeam(context: Context, assignment: Assignment, code: string): Promise<Team> {
  const viewer = requireViewer(context);
  requireForming(assignment);
  return inTeams(context, assignment, '', async (transaction) => {
    const team = await transaction.team.findFirst({
      where: { assignmentId: assignment.id, joinCode: normalizeCode(code) },
    });
    if (!team)
      throw new ApiError('NOT_FOUND', `Expected the code of a team of this assignment, received "${code}".`, {
        detail: 'TEAM_CODE',
      });
    await requireNoTeam(transaction, assignment, viewer.id);
    await addMember(transaction, assignment, team, viewer.id);
    return team;
  });
}

/**
 * Takes the viewer out of their team; a team without members is removed. Throws TEAMS_CLOSED, NOT_FOUND, or
 * BAD_USER_INPUT when the team has submitted: its runs are everybody's.
 */
export async function leaveTeam(context: Context, assignment: Assignment): Promise<void> {
  const viewer = requireViewer(context);
  requireForming(assignment);
  await inTeams(context, assignment, '', async (transaction) => {
    const teamId = await teamIdOf(transaction, assignment.id, viewer.id);
    if (teamId === null) throw new ApiError('NOT_FOUND', 'Expected a member of a team; you are in none.');
    await lockParticipant(transaction, assignment.id, teamId);
    if ((await transaction.run.count({ where: { teamId } })) > 0)
      throw new ApiError(
        'BAD_USER_INPUT',
        'Expected a team that has not submitted; yours has. Ask your instructor to move you to another team.',
        { detail: 'TEAM_HAS_SUBMITTED' },
      );
    await removeMember(transaction, assignment, viewer.id);
  });
}

export interface TeamPlace {
  userId: string;
  /** Null: in no team. */
  teamId?: string | null;
  /** Instead of `teamId`: a new team. */
  newTeam?: string | null;
}

/**
 * Staff move a student to a team, to a new one, or out of every team, also after students could. Runs stay with the
 * team that submitted them. Throws NOT_FOUND, TEAM_FULL, NAME_TAKEN or BAD_USER_INPUT.
 */
export async function placeInTeam(
  context: Context,
  assignment: Assignment,
  { userId, teamId, newTeam }: TeamPlace,
): Promise<void> {
  const { id: assignmentId, courseId, title } = assignment;
  if (assignment.teamSize === 1) throw notForTeams(assignment);
  const enrollment = await context.database.enrollment.findFirst({
    where: { courseId, userId, role: 'STUDENT', removedAt: null },
    include: { user: true },
  });
  if (!enrollment)
    throw new ApiError('NOT_FOUND', `Expected the id of a student of this course, received "${userId}".`);
  await inTeams(context, assignment, newTeam ?? '', async (transaction) => {
    const from = await transaction.teamMember.findFirst({ where: { assignmentId, userId }, include: { team: true } });
    let to: Team | null = null;
    if (newTeam) to = await addTeam(transaction, assignment, newTeam);
    else if (teamId) {
      to = await transaction.team.findFirst({ where: { id: teamId, assignmentId } });
      if (!to) throw new ApiError('NOT_FOUND', `Expected the id of a team of this assignment, received "${teamId}".`);
    }
    if (from?.teamId === to?.id) return;
    if (from) await removeMember(transaction, assignment, userId);
    if (to) await addMember(transaction, assignment, to, userId);
    await followDates(transaction, assignmentId);
    await recordChange(context, transaction, {
      courseId,
      action: 'team.place',
      subjectId: userId,
      subject: `${title}: ${enrollment.user.name}`,
      changes: { team: [from?.team.name ?? null, to?.name ?? null] },
    });
  });
}

/** Gives a team another name: its members while teams form, staff always. Throws NAME_TAKEN or BAD_USER_INPUT. */
export function renameTeam(context: Context, assignment: Assignment, team: Team, name: string, byStaff: boolean) {
  if (!byStaff) requireForming(assignment);
  return inTeams(context, assignment, name, async (transaction) => {
    const renamed = await transaction.team.update({ where: { id: team.id }, data: { name: checkedName(name) } });
    if (byStaff)
      await recordChange(context, transaction, {
        courseId: assignment.courseId,
        action: 'team.rename',
        subjectId: team.id,
        subject: `${assignment.title}: ${renamed.name}`,
        changes: { name: [team.name, renamed.name] },
      });
    return renamed;
  });
}

/** Whether students may form teams now. */
export function teamsForm(assignment: Assignment, now = databaseNow()): boolean {
  const { teamSize, teamsUntil, publishedAt, opensAt } = assignment;
  if (teamSize === 1 || !isVisible({ publishedAt }, now)) return false;
  if (teamsUntil !== null) return now < teamsUntil;
  return opensAt > now || isOpen(assignment, now);
}

function requireForming(assignment: Assignment): void {
  if (assignment.teamSize === 1) throw notForTeams(assignment);
  if (teamsForm(assignment)) return;
  const until = assignment.teamsUntil ?? assignment.closesAt;
  throw new ApiError(
    'TEAMS_CLOSED',
    `Expected a change of teams until ${until?.toISOString()}; after that, staff change them.`,
    { teamsUntil: until },
  );
}

function notForTeams({ title }: Assignment): ApiError {
  return new ApiError('BAD_USER_INPUT', `Expected an assignment for teams; in "${title}" everybody submits alone.`);
}

/** One change of an assignment's teams at a time, so that no team gets too large and nobody is in two. */
function inTeams<Answer>(
  { database }: Context,
  { id }: Assignment,
  name: string,
  change: (transaction: Transaction) => Promise<Answer>,
): Promise<Answer> {
  return database
    .$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`teams ${id}`}, 0))`;
        return change(transaction);
      },
      { maxWait: 15_000, timeout: 30_000 },
    )
    .catch((error) => {
      if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
      const message = `expected a name that no other team of this assignment has, received ${JSON.stringify(name)}`;
      throw new ApiError('NAME_TAKEN', `name: ${message}.`, { issues: [{ path: 'name', message }] });
    });
}

function checkedName(name: string): string {
  return checkInput(z.object({ name: line(100) }), { name }).name.normalize('NFC');
}

function addTeam(transaction: Transaction, { id: assignmentId }: Assignment, name: string): Promise<Team> {
  return transaction.team.create({ data: { assignmentId, name: checkedName(name), joinCode: newJoinCode() } });
}

async function requireNoTeam(transaction: Transaction, { id }: Assignment, userId: string): Promise<void> {
  if ((await teamIdOf(transaction, id, userId)) === null) return;
  throw new ApiError('ALREADY_IN_TEAM', 'Expected a student without a team; you are in one already. Leave it first.');
}

async function addMember(transaction: Transaction, assignment: Assignment, team: Team, userId: string): Promise<void> {
  const members = await transaction.teamMember.count({ where: { teamId: team.id } });
  if (members >= assignment.teamSize)
    throw new ApiError(
      'TEAM_FULL',
      `Expected a team of at most ${assignment.teamSize}; "${team.name}" has ${members}.`,
      { teamSize: assignment.teamSize },
    );
  await transaction.teamMember.create({ data: { assignmentId: assignment.id, userId, teamId: team.id } });
}

/** A team without members goes too, unless it has runs. */
async function removeMember(transaction: Transaction, { id: assignmentId }: Assignment, userId: string): Promise<void> {
  const { teamId } = await transaction.teamMember.delete({
    where: { assignmentId_userId: { assignmentId, userId } },
  });
  await transaction.team.deleteMany({ where: { id: teamId, members: { none: {} }, runs: { none: {} } } });
}
