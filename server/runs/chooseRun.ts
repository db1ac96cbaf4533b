import { mostChosenRuns } from '#contracts/assignment';
import { scorableStatuses } from '#contracts/runStatus';
import type { Assignment, Run } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { extrasOf, noExtra } from '#prisma/extras';
import { participantOf, rebuildStandings } from '#prisma/standings';
import { requireViewer } from '../accounts/viewer.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { extendedDates, requireOpen } from '../assignments/openness.ts';
import { requireMember } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { lockParticipant } from '../teams/membership.ts';
import { getRun, isOwnRun } from './run.service.ts';

/**
 * Lets one's own run, or one's team's, count or no longer count, where the assignment has the rule CHOSEN and has not
 * closed for its student. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN, ASSIGNMENT_CLOSED, or BAD_USER_INPUT: another
 * rule, a run that has no score and gets none, one of an older revision, or one too many.
 */
export async function chooseRun(context: Context, id: string, chosen: boolean): Promise<Run> {
  const { id: viewerId } = requireViewer(context);
  const run = await getRun(context, id);
  const assignment = await getAssignment(context, run.assignmentId);
  await requireMember(context, assignment.courseId);
  if (!(await isOwnRun(context, run)))
    throw new ApiError('FORBIDDEN', "Expected your own run or your team's: whose it is, chooses.");
  const extra = (await extrasOf(context.database, viewerId, [assignment.id])).get(assignment.id) ?? noExtra;
  requireOpen(extendedDates(assignment, extra));
  if (chosen) requireChoosable(run, assignment);
  return context.database.$transaction(async (transaction) => {
    await lockParticipant(transaction, assignment.id, participantOf(run));
    const others = await transaction.run.count({
      where: {
        assignmentId: assignment.id,
        ...(run.teamId === null ? { studentId: run.studentId, teamId: null } : { teamId: run.teamId }),
        revision: assignment.revision,
        chosenAt: { not: null },
        id: { not: id },
      },
    });
    if (chosen && others >= mostChosenRuns)
      throw new ApiError(
        'BAD_USER_INPUT',
        `Expected at most ${mostChosenRuns} chosen runs, received one more: take another one back first.`,
        { detail: 'CHOSEN_ENOUGH', most: mostChosenRuns },
      );
    const changed = await transaction.run.update({ where: { id }, data: { chosenAt: chosen ? databaseNow() : null } });
    await rebuildStandings(transaction, assignment.id, participantOf(run));
    return changed;
  });
}

function requireChoosable(run: Run, assignment: Assignment): void {
  if (assignment.countingRule !== 'CHOSEN')
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected an assignment whose students choose; in "${assignment.title}" the rule is ${assignment.countingRule}.`,
    );
  if (!(scorableStatuses as readonly string[]).includes(run.status))
    throw new ApiError('BAD_USER_INPUT', `Expected a run that has a score or may get one; this one is ${run.status}.`, {
      detail: 'NOT_SCORABLE',
    });
  if (run.revision !== assignment.revision)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected a run of revision ${assignment.revision}, received one of revision ${run.revision}.`,
      { detail: 'OLDER_REVISION' },
    );
}
