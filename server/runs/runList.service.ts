import { backboneNames } from '#contracts/backbones';
import type { Prisma, Run } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { isStaff, present, requireMember, staffRoles } from '../courses/access.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { containing, searchWords } from '../graphql/search.ts';
import type { RunFilterInput } from './runList.type.ts';

const newestFirst: KeyColumn<Run>[] = [
  { key: 'submittedAt', kind: 'date', direction: 'desc' },
  { key: 'id', kind: 'text', direction: 'desc' },
];

/**
 * An assignment's runs, newest first: all to its staff, to a student their own and their team's. Throws NOT_ENROLLED,
 * FORBIDDEN or BAD_USER_INPUT.
 */
export async function pageOfAssignment(
  context: Context,
  { id: assignmentId, courseId }: { id: string; courseId: string },
  filter: RunFilterInput,
  page: PageArguments,
): Promise<Page<Run>> {
  const viewer = requireViewer(context);
  const staff = isStaff(await requireMember(context, courseId));
  if (!staff && filter.studentId != null && filter.studentId !== viewer.id)
    throw new ApiError(
      'FORBIDDEN',
      "Expected your own id as studentId. Only the course's instructor and assistants see other students' runs.",
    );
  const visible: Prisma.RunWhereInput = staff && !filter.mine ? {} : { OR: isOwn(viewer.id) };
  return pageOf(context, { AND: [{ assignmentId }, visible, meets(filter, staff ? courseId : undefined)] }, page);
}

/** Runs that a person submitted or that are their team's. */
const isOwn = (userId: string): Prisma.RunWhereInput[] => [
  { studentId: userId },
  { team: { members: { some: { userId } } } },
];

/**
 * The viewer's own and their teams' runs of the courses that they are in, newest first. Throws UNAUTHENTICATED or
 * BAD_USER_INPUT.
 */
export async function pageOfViewer(context: Context, filter: RunFilterInput, page: PageArguments): Promise<Page<Run>> {
  const { id: userId } = requireViewer(context);
  const inCourse = { course: { enrollments: { some: { userId, ...present } } } };
  return pageOf(context, { AND: [{ OR: isOwn(userId), assignment: inCourse }, meets(filter)] }, page);
}

/** The runs of a worker that the viewer may see, newest first. Throws UNAUTHENTICATED or BAD_USER_INPUT. */
export async function pageOfWorker(context: Context, workerId: string, page: PageArguments): Promise<Page<Run>> {
  const { id: userId } = requireViewer(context);
  const inCourseWith = (enrollment: Prisma.EnrollmentWhereInput): Prisma.RunWhereInput => ({
    assignment: { course: { enrollments: { some: { userId, ...present, ...enrollment } } } },
  });
  const isVisible = [{ OR: isOwn(userId), ...inCourseWith({}) }, inCourseWith({ role: { in: [...staffRoles] } })];
  return pageOf(context, { workerId, OR: isVisible }, page);
}

function pageOf({ database }: Context, where: Prisma.RunWhereInput, page: PageArguments): Promise<Page<Run>> {
  return readPage(
    page,
    newestFirst,
    (slice) =>
      database.run.findMany({ where: { AND: [where, slice.where] }, orderBy: slice.orderBy, take: slice.take }),
    () => database.run.count({ where }),
  );
}

/** @param courseId where to look up student numbers; undefined where the asker must not search for people */
function meets(
  { statuses, studentId, teamId, backbones, revision, search }: RunFilterInput,
  courseId?: string,
): Prisma.RunWhereInput {
  return {
    ...(statuses && { status: { in: statuses } }),
    ...(studentId != null && { studentId }),
    ...(teamId != null && { teamId }),
    ...(revision != null && { revision }),
    AND: [
      ...(backbones ? [hasBackbone(backbones)] : []),
      ...searchWords(search).map((word): Prisma.RunWhereInput => {
        const text = containing(word);
        const isPart = (name: string) => name.toLowerCase().includes(word.toLowerCase());
        const ofStudent: Prisma.RunWhereInput[] = [
          { student: { OR: [{ name: text }, { email: text }] } },
          { student: { enrollments: { some: { courseId, studentNumber: text } } } },
        ];
        return {
          OR: [
            { name: text },
            { tags: { has: word } },
            hasBackbone(backboneNames.filter(isPart)),
            ...(courseId === undefined ? [] : ofStudent),
          ],
        };
      }),
    ],
  };
}

function hasBackbone(names: readonly string[]): Prisma.RunWhereInput {
  return { OR: names.map((name) => ({ recipe: { path: ['backbone'], equals: name } })) };
}
