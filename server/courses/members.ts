import { type Database, type Enrollment, type PendingMember, Prisma, type User } from '#prisma/client';
import { requireViewer } from '../accounts/viewer.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { containing, searchWords } from '../graphql/search.ts';
import { isStaff, requireMember, requireStaff, staffRoles } from './access.ts';
import { latestRunOf } from './latestRun.ts';
import type { MemberFilter } from './member.type.ts';

/** The order of a class list. */
const byName: KeyColumn<Enrollment & { user: User }>[] = [
  { key: 'user.name', kind: 'text', direction: 'asc' },
  { key: 'userId', kind: 'text', direction: 'asc' },
];

/**
 * People of a course by name. Students find staff and themselves. Throws NOT_ENROLLED, and FORBIDDEN to students who
 * ask for what only staff know.
 */
export async function listMembers(
  context: Context,
  courseId: string,
  filter: MemberFilter,
  page: PageArguments,
): Promise<Page<Enrollment & { user: User }>> {
  const { id: viewerId } = requireViewer(context);
  const role = await requireMember(context, courseId);
  if (filter.removed || filter.withoutRunIn || filter.stuckIn)
    await requireStaff(context, courseId, 'ask who was removed, who has not submitted and who is stuck');
  const visible =
    isStaff(role) && !filter.staffAndSelf ? {} : { OR: [{ role: { in: [...staffRoles] } }, { userId: viewerId }] };
  const where: Prisma.EnrollmentWhereInput = {
    AND: [{ courseId, removedAt: filter.removed ? { not: null } : null }, visible, await conditions(context, filter)],
  };
  return readPage(
    page,
    byName,
    (slice) =>
      context.database.enrollment.findMany({
        where: { AND: [where, slice.where] },
        orderBy: slice.orderBy,
        take: slice.take,
        include: { user: true },
      }),
    () => context.database.enrollment.count({ where }),
  );
}

async function conditions({ database }: Context, filter: MemberFilter): Promise<Prisma.EnrollmentWhereInput> {
  const { role, sectionId, withoutRunIn, stuckIn } = filter;
  const students = withoutRunIn || stuckIn ? [{ role: 'STUDENT' as const }] : [];
  return {
    AND: [
      ...students,
      role ? { role } : {},
      sectionId ? { sectionId } : {},
      ...searchWords(filter.search).map((word) => ({
        OR: [
          { user: { OR: [{ name: containing(word) }, { email: containing(word) }] } },
          { studentNumber: containing(word) },
          { registeredName: containing(word) },
        ],
      })),
      withoutRunIn ? { user: { runs: { none: { assignmentId: withoutRunIn } } } } : {},
      withoutRunIn ? { userId: { notIn: await excusedStudents(database, withoutRunIn) } } : {},
      withoutRunIn ? { user: { teams: { none: { assignmentId: withoutRunIn, team: { runs: { some: {} } } } } } } : {},
      stuckIn ? { userId: { in: await stuckStudents(database, stuckIn) } } : {},
    ],
  };
}

async function excusedStudents(database: Database, assignmentId: string): Promise<string[]> {
  const grades = await database.grade.findMany({ where: { assignmentId, excused: true }, select: { studentId: true } });
  return grades.map(({ studentId }) => studentId);
}

async function stuckStudents(database: Database, assignmentId: string): Promise<string[]> {
  const rows = await database.$queryRaw<{ userId: string }[]>`
    SELECT enrollment."userId" FROM assignment
    JOIN enrollment ON enrollment."courseId" = assignment."courseId"
    JOIN LATERAL (${latestRunOf(Prisma.sql`assignment.id`, Prisma.sql`enrollment."userId"`)}) AS latest ON TRUE
    WHERE assignment.id = ${assignmentId} AND latest.status = 'FAILED'`;
  return rows.map(({ userId }) => userId);
}

const byAddress: KeyColumn<PendingMember>[] = [{ key: 'email', kind: 'text', direction: 'asc' }];

/** People of the roster who are not in the course yet, by e-mail address. Throws BAD_USER_INPUT. */
export function listPending(
  context: Context,
  courseId: string,
  search: string | null | undefined,
  page: PageArguments,
): Promise<Page<PendingMember>> {
  const where: Prisma.PendingMemberWhereInput = {
    courseId,
    AND: searchWords(search).map((word) => ({
      OR: [{ email: containing(word) }, { name: containing(word) }, { studentNumber: containing(word) }],
    })),
  };
  return readPage(
    page,
    byAddress,
    (slice) =>
      context.database.pendingMember.findMany({
        where: { AND: [where, slice.where] },
        orderBy: slice.orderBy,
        take: slice.take,
      }),
    () => context.database.pendingMember.count({ where }),
  );
}

/** How many people of the roster have an account with their address, though it is not confirmed. */
export async function countSignedUp({ database }: Context, courseId: string): Promise<number> {
  const [counted] = await database.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM pending_member JOIN "user" ON lower("user".email) = pending_member.email
    WHERE pending_member."courseId" = ${courseId}`;
  return counted!.people;
}
