import { recipeSchema } from '#contracts/recipe';
import { openStatuses, type RunStatus } from '#contracts/runStatus';
import type { Run } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import type { Context } from '../context.ts';
import { roleIn } from '../courses/access.ts';
import { isStaff } from '../courses/staff.ts';
import { queuePositions } from './positions.ts';

export interface QueuedRun {
  run: Run;
  position: number;
  status: RunStatus;
  backbone: string;
  submittedAt: Date;
}

export interface QueueState {
  waiting: number;
  running: number;
  entries: QueuedRun[];
}

/** Every run that has not ended: the ones that workers have, then the ones that wait. */
export async function readQueue(context: Context): Promise<QueueState> {
  const runs = await context.database.run.findMany({
    where: { status: { in: [...openStatuses] } },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
  });
  const places = await queuePositions(
    context.database,
    runs.map((run) => run.id),
  );
  const positions = new Map(places.map(({ runId, position }) => [runId, position]));
  const entries = runs.map((run) => ({
    run,
    position: positions.get(run.id) ?? 0,
    status: run.status,
    backbone: recipeSchema.parse(run.recipe).backbone,
    submittedAt: run.submittedAt,
  }));
  const waiting = entries.filter((entry) => entry.status === 'QUEUED').length;
  return { waiting, running: entries.length - waiting, entries: entries.sort((a, b) => a.position - b.position) };
}

/** The entry's run when the viewer may see it: one's own, or of a course that one gives. */
export async function runOfEntry(context: Context, { run }: QueuedRun): Promise<Run | null> {
  const { courseId } = await getAssignment(context, run.assignmentId);
  const role = await roleIn(context, courseId);
  return isStaff(role) || (role !== null && run.studentId === context.viewer?.id) ? run : null;
}
