import { openImportStatuses } from '#contracts/importStatus';
import { openStatuses } from '#contracts/runStatus';
import { announce } from '#prisma/announce';
import type { Database, Transaction } from '#prisma/client';
import { cancelImportJob, cancelJob, type Queue } from '#prisma/queue';
import { recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { wrongField } from '../graphql/input.ts';
import { requireInstructor } from './access.ts';
import { getCourse } from './course.service.ts';
import type { CourseContents } from './course.type.ts';

/** What deleting needs of a server. */
export type DeletingContext = Context & { queue: Queue };

/** What would go with a course. */
export async function readContents(database: Database | Transaction, courseId: string): Promise<CourseContents> {
  const inCourse = { courseId };
  const ofAssignment = { assignment: inCourse };
  const [members, pending, assignments, runs, openRuns, datasets, openImports, weights, grades] = await Promise.all([
    database.enrollment.count({ where: { ...inCourse, removedAt: null } }),
    database.pendingMember.count({ where: inCourse }),
    database.assignment.count({ where: inCourse }),
    database.run.count({ where: ofAssignment }),
    database.run.count({ where: { ...ofAssignment, status: { in: [...openStatuses] } } }),
    database.dataset.count({ where: inCourse }),
    database.datasetImport.count({ where: { ...inCourse, status: { in: [...openImportStatuses] } } }),
    database.weights.count({ where: inCourse }),
    database.grade.count({ where: ofAssignment }),
  ]);
  return { members, pending, assignments, runs, openRuns, datasets, openImports, weights, grades };
}

/**
 * Deletes a course for good, and cancels what waits or trains in it. Answers what it held. The line of the audit log
 * stays. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN, or BAD_USER_INPUT for another title.
 */
export async function deleteCourse(context: DeletingContext, id: string, title: string): Promise<CourseContents> {
  const course = await getCourse(context, id);
  await requireInstructor(context, id, 'delete it', { inArchive: true });
  if (title.trim() !== course.title)
    throw wrongField(
      'title',
      `expected the title of the course, "${course.title}", received ${JSON.stringify(title)}`,
      { code: 'anotherTitle', values: { title: course.title } },
    );
  return context.database.$transaction(
    async (transaction) => {
      const contents = await readContents(transaction, id);
      await cancelAll(context.queue, transaction, id);
      // An assignment keeps its dataset version from being deleted, so it goes first.
      await transaction.assignment.deleteMany({ where: { courseId: id } });
      await transaction.course.delete({ where: { id } });
      await recordChange(context, transaction, {
        courseId: null,
        action: 'course.delete',
        subjectId: id,
        subject: course.title,
        changes: Object.fromEntries(Object.entries(contents).map(([what, count]) => [what, [count, 0]])),
      });
      return contents;
    },
    { timeout: 10 * 60 * 1000 },
  );
}

/** Their workers find the rows gone, and stop. */
async function cancelAll(queue: Queue, transaction: Transaction, courseId: string): Promise<void> {
  const runs = await transaction.run.findMany({
    where: { assignment: { courseId }, status: { in: [...openStatuses] } },
    select: { id: true, jobId: true },
  });
  for (const { id, jobId } of runs) {
    if (jobId !== null) await cancelJob(queue, transaction, jobId);
    await announce(transaction, { runId: id });
  }
  const imports = await transaction.datasetImport.findMany({
    where: { courseId, status: { in: [...openImportStatuses] } },
    select: { jobId: true },
  });
  for (const { jobId } of imports) if (jobId !== null) await cancelImportJob(queue, transaction, jobId);
}
