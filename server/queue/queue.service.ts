import { recipeSchema } from '#contracts/recipe';
import { openStatuses, type RunStatus } from '#contracts/runStatus';
import type { Prisma, Run } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, present, roleIn, staffRoles } from '../courses/access.ts';
import type { Context, Viewer } from '../graphql/context.ts';
import { isOwnRun } from '../runs/run.service.ts';
import { queuePlaces } from './queue.loaders.ts';

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

/** The runs that have not ended and that the viewer may see: those that workers have, then those that wait. */
export async function readQueue(context: Context): Promise<QueueState> {
  const { database } = context;
  const viewer = requireViewer(context);
  const open = { status: { in: [...openStatuses] } };
  const counts = await database.run.groupBy({ by: ['status'], where: open, _count: true });
  const runs = await database.run.findMany({
    where: { ...open, ...(viewer.siteRole === 'ADMIN' ? {} : { OR: visibleTo(viewer) }) },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
  });
  const places = await queuePlaces(
    database,
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
  const waiting = counts.find(({ status }) => status === 'QUEUED')?._count ?? 0;
  const all = counts.reduce((sum, { _count }) => sum + _count, 0);
  return { waiting, running: all - waiting, entries: entries.sort((a, b) => a.position - b.position) };
}

/** Which runs a person may see: their own in the courses they are in, and all runs of the courses they give. */
function visibleTo({ id: userId }: Viewer): Prisma.RunWhereInput[] {
  const courseWith = (enrollment: Prisma.EnrollmentWhereInput) => ({
    assignment: { course: { enrollments: { some: enrollment } } },
  });
  return [
    { studentId: userId, ...courseWith({ userId, ...present }) },
    { team: { members: { some: { userId } } }, ...courseWith({ userId, ...present }) },
    courseWith({ userId, role: { in: [...staffRoles] }, ...present }),
  ];
}

/** The entry's run when the viewer may see it: their own, or one of a course that they give. */
export async function runOfEntry(context: Context, { run }: QueuedRun): Promise<Run | null> {
  const { courseId } = await getAssignment(context, run.assignmentId);
  const role = await roleIn(context, courseId);
  return isStaff(role) || (role !== null && (await isOwnRun(context, run))) ? run : null;
}
