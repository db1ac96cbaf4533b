import { type FailureCode, faultOf } from '#contracts/runFailure';
import type { RunStatus } from '#contracts/runStatus';
import type { Assignment, Run } from '#prisma/client';
import type { Queue } from '#prisma/queue';
import { requireViewer } from '../accounts/viewer.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, requireMember, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { teamLoaders } from '../teams/membership.ts';
import { runLoaders } from './run.loaders.ts';
import type { Failure } from './run.type.ts';

/** What runs need of a server. */
export interface RunServices {
  queue: Queue;
}

export type RunContext = Context & RunServices;

/** Throws UNAUTHENTICATED or NOT_FOUND. */
export async function getRun(context: Context, id: string): Promise<Run> {
  requireViewer(context);
  const run = await runLoaders(context).run.load(id);
  if (!run) throw runNotFound(id);
  return run;
}

export function runNotFound(id: string): ApiError {
  return new ApiError('NOT_FOUND', `Expected the id of a run, received "${id}".`);
}

/** Whether a run is the viewer's own, or of their team. */
export async function isOwnRun(
  context: Context,
  { studentId, teamId, assignmentId }: Pick<Run, 'studentId' | 'teamId' | 'assignmentId'>,
): Promise<boolean> {
  if (!context.viewer) return false;
  if (studentId === context.viewer.id) return true;
  return teamId !== null && (await teamLoaders(context).ownMembership.load(assignmentId))?.teamId === teamId;
}

/**
 * A run that the viewer may see: their own, their team's, or any of a course that they give. Throws NOT_FOUND,
 * NOT_ENROLLED or FORBIDDEN.
 */
export async function getRunForViewer(context: Context, id: string): Promise<Run> {
  requireViewer(context);
  const run = await getRun(context, id);
  const { courseId } = await getAssignment(context, run.assignmentId);
  const role = await requireMember(context, courseId);
  if (!isStaff(role) && !(await isOwnRun(context, run)))
    throw new ApiError(
      'FORBIDDEN',
      "Expected your own run or your team's. Only the course's instructor and assistants see another student's.",
    );
  return run;
}

export interface RunFilter {
  assignmentId: string;
  studentId?: string;
  statuses?: RunStatus[];
  first: number;
  /** The id of the run before the first one wanted. */
  after?: string;
}

/**
 * Newest first. A student gets their own and their team's. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT.
 */
export async function listRuns(
  context: Context,
  { assignmentId, studentId, statuses, first, after }: RunFilter,
): Promise<Run[]> {
  const viewer = requireViewer(context);
  const assignment = await getAssignment(context, assignmentId);
  const role = await requireMember(context, assignment.courseId);
  if (first < 1 || first > 200)
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 200, received ${first}.`);
  if (!isStaff(role) && studentId !== undefined && studentId !== viewer.id)
    throw new ApiError(
      'FORBIDDEN',
      "Expected your own id as studentId. Only the course's instructor and assistants see other students' runs.",
    );
  const own = isStaff(role) ? null : await teamLoaders(context).ownMembership.load(assignmentId);
  const visible = own
    ? { assignmentId, OR: [{ studentId: viewer.id }, { teamId: own.teamId }] }
    : { assignmentId, studentId: isStaff(role) ? studentId : viewer.id };
  const before =
    after === undefined ? undefined : await context.database.run.findFirst({ where: { ...visible, id: after } });
  if (before === null)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected the id of one of these runs as after, received ${JSON.stringify(after)}.`,
    );
  return context.database.run.findMany({
    where: {
      ...visible,
      status: statuses && { in: statuses },
      // By time and id, so that the page goes on here also when that run's status is no longer one of those asked for.
      ...(before && {
        AND: {
          OR: [{ submittedAt: { lt: before.submittedAt } }, { submittedAt: before.submittedAt, id: { lt: before.id } }],
        },
      }),
    },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
    take: first,
  });
}

/** Why a run failed; null when it did not. */
export async function readFailure(context: Context, run: Run, assignment: Assignment): Promise<Failure | null> {
  if (run.status !== 'FAILED') return null;
  const code = (run.failureCode ?? 'INTERNAL') as FailureCode;
  // The message names the file, which may be one of the sealed test set.
  const hidden = code === 'BAD_IMAGE' && !isStaff(await roleIn(context, assignment.courseId));
  const message = hidden
    ? "Expected images that can be read, received one that cannot; the course's instructor can see which."
    : run.failureMessage;
  return { code, message: message ?? '', fault: faultOf(code) };
}
