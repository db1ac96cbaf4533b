import { z } from 'zod';
import { boardModes } from '#contracts/board';
import type { Assignment } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { rebuildStandings } from '#prisma/standings';
import { getAssignment } from '../assignments/assignment.service.ts';
import { finalTime } from '../assignments/openness.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { checkInput, wrongField } from '../graphql/input.ts';
import type { BoardEntry } from './leaderboard.service.ts';
import type { SetBoardInput } from './leaderboard.type.ts';

/** A freeze "now" takes a moment to arrive. */
const slackMs = 60_000;

const settingsSchema = z.object({
  mode: z.enum(boardModes).nullish(),
  freezeAt: z.date().nullish(),
  publicAnswers: z.int().min(1).max(1000).nullish(),
  seedsCounted: z.int().min(1).max(5).nullish(),
});

/**
 * Changes how students see an assignment's board. Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED, FORBIDDEN or
 * BAD_USER_INPUT.
 */
export async function setBoard(context: Context, input: SetBoardInput): Promise<Assignment> {
  const assignment = await getAssignment(context, input.assignmentId);
  await requireStaff(context, assignment.courseId, 'change how students see the board');
  const { mode, freezeAt, publicAnswers, seedsCounted } = checkInput(settingsSchema, input);
  if (freezeAt && freezeAt.getTime() !== assignment.freezeAt?.getTime()) requireLater(assignment, freezeAt);
  const data = {
    ...(mode && { boardMode: mode }),
    ...(freezeAt !== undefined && { freezeAt }),
    ...(publicAnswers && { publicAnswers }),
    ...(seedsCounted && { seedsCounted }),
  };
  return context.database.$transaction(async (transaction) => {
    const changed = await transaction.assignment.update({ where: { id: assignment.id }, data });
    await rebuildStandings(transaction, assignment.id);
    // Who looks at the board asks for its version.
    await transaction.board.upsert({
      where: { assignmentId: assignment.id },
      create: { assignmentId: assignment.id, changes: 1 },
      update: { changes: { increment: 1 } },
    });
    await recordChange(context, transaction, {
      courseId: assignment.courseId,
      action: 'assignment.board',
      subjectId: assignment.id,
      subject: assignment.title,
      changes: differences(assignment, data),
    });
    return changed;
  });
}

function requireLater(assignment: Assignment, freezeAt: Date): void {
  const final = finalTime(assignment);
  const received = freezeAt.toISOString();
  if (freezeAt.getTime() < databaseNow().getTime() - slackMs)
    throw wrongField('freezeAt', `expected now or a later time, received ${received}`, { code: 'timeOver' });
  if (final && freezeAt >= final)
    throw wrongField(
      'freezeAt',
      `expected a time before the board is final at ${final.toISOString()}, received ${received}`,
      { code: 'timeBefore', values: { limit: final.toISOString() } },
    );
}

/** How many public scores an entry's student or team can still be told. */
export async function answersLeft(context: Context, assignment: Assignment, entry: BoardEntry): Promise<number> {
  const { teamId, participantId } = entry;
  const told = await context.database.evaluation.count({
    where: {
      answered: true,
      run: {
        status: 'SUCCEEDED',
        assignmentId: assignment.id,
        revision: assignment.revision,
        ...(teamId === null ? { teamId: null, studentId: participantId } : { teamId }),
      },
    },
  });
  return Math.max(0, assignment.publicAnswers - told);
}
