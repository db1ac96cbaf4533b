import { claimedStatuses, openStatuses } from '#contracts/runStatus';
import { type Assignment, Prisma } from '#prisma/client';
import { mayTeach, requireViewer } from '../accounts/viewer.ts';
import { assignmentLoaders } from '../assignments/assignment.loaders.ts';
import { requireMember, roleIn } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { patternOf, searchWords } from '../graphql/search.ts';
import { presentWorkers } from '../workers/worker.service.ts';
import type { CourseUse } from './machineUse.type.ts';

/** Seconds for which workers have had a run, up to now: those that count against a budget. */
const seconds = Prisma.sql`(run."secondsUsed" + CASE WHEN run.status::text = ANY(${[...claimedStatuses]})
  THEN coalesce(extract(epoch FROM (now() AT TIME ZONE 'UTC') - run."claimedAt"), 0) ELSE 0 END)`;

/** Who uses the workers, for everybody who has signed in. */
export async function readMachineUse(
  context: Context,
  first: number,
): Promise<{ slots: number; courses: CourseUse[] }> {
  const viewer = requireViewer(context);
  requireBound(first);
  const { _sum } = await context.database.worker.aggregate({ where: presentWorkers(), _sum: { concurrency: true } });
  const rows = await context.database.$queryRaw<(Omit<CourseUse, 'course'> & { courseId: string })[]>`
    SELECT assignment."courseId",
      count(*) FILTER (WHERE run.status::text = ANY(${[...claimedStatuses]}))::int AS running,
      count(*) FILTER (WHERE run.status = 'QUEUED')::int AS waiting,
      coalesce(sum(${seconds}), 0)::float8 AS "secondsThisWeek"
    FROM run JOIN assignment ON assignment.id = run."assignmentId"
    WHERE run.status = ANY(${[...openStatuses]}::"RunStatus"[])
      OR run."finishedAt" > (now() AT TIME ZONE 'UTC') - interval '7 days'
    GROUP BY assignment."courseId"
    ORDER BY running DESC, waiting DESC, "secondsThisWeek" DESC, assignment."courseId" LIMIT ${first}`;
  const courses = await Promise.all(
    rows.map(async ({ courseId, ...use }) => {
      const seesCourse = mayTeach(viewer) || (await roleIn(context, courseId)) !== null;
      return { ...use, course: seesCourse ? await courseLoaders(context).course.load(courseId) : null };
    }),
  );
  return { slots: _sum.concurrency ?? 0, courses };
}

export interface UseRow {
  assignment: Assignment;
  secondsUsed: number;
  ownSecondsUsed: number;
  open: number;
}

/** What each assignment of a course that the asker sees has used, the newest first. Throws NOT_ENROLLED. */
export async function listAssignmentUse(context: Context, courseId: string, first: number): Promise<UseRow[]> {
  await requireMember(context, courseId);
  requireBound(first);
  const { id: viewerId } = requireViewer(context);
  const assignments = (await assignmentLoaders(context).assignmentsOfCourse.load(courseId)).slice(0, first);
  const rows = await context.database.$queryRaw<(Omit<UseRow, 'assignment'> & { assignmentId: string })[]>`
    SELECT run."assignmentId", coalesce(sum(${seconds}), 0)::float8 AS "secondsUsed",
      coalesce(sum(${seconds}) FILTER (WHERE run."rerunOf" IS NULL AND (run."studentId" = ${viewerId} OR EXISTS (
        SELECT 1 FROM team_member
        WHERE team_member."teamId" = run."teamId" AND team_member."userId" = ${viewerId}))), 0)::float8
        AS "ownSecondsUsed",
      count(*) FILTER (WHERE run.status = ANY(${[...openStatuses]}::"RunStatus"[]))::int AS open
    FROM run WHERE run."assignmentId" = ANY(${assignments.map(({ id }) => id)}) GROUP BY run."assignmentId"`;
  const useOf = new Map(rows.map((row) => [row.assignmentId, row]));
  const unused = { secondsUsed: 0, ownSecondsUsed: 0, open: 0 };
  return assignments.map((assignment) => ({ ...unused, ...useOf.get(assignment.id), assignment }));
}

export interface StudentUseRow {
  userId: string;
  secondsUsed: number;
  budgetSeconds: number | null;
}

const mostFirst: KeyColumn<StudentUseRow>[] = [
  { key: 'secondsUsed', kind: 'float', direction: 'desc', sql: Prisma.sql`"secondsUsed"` },
  { key: 'userId', kind: 'text', direction: 'asc', sql: Prisma.sql`"userId"` },
];

/**
 * What each student of the course has used of an assignment and may use, as their own quota says it: a team's runs and
 * extensions count for each of its members. The caller has checked who asks. Throws BAD_USER_INPUT.
 */
export function listStudentUse(
  context: Context,
  { id, courseId, budgetSeconds }: Assignment,
  search: string | null | undefined,
  page: PageArguments,
): Promise<Page<StudentUseRow>> {
  const found = searchWords(search).map((word) => {
    const pattern = patternOf(word);
    return Prisma.sql`AND (person.name ILIKE ${pattern} OR person.email ILIKE ${pattern})`;
  });
  const students = Prisma.sql`
    SELECT enrollment."userId", enrollment."sectionId", member."teamId"
    FROM enrollment JOIN "user" AS person ON person.id = enrollment."userId"
    LEFT JOIN team_member AS member ON member."assignmentId" = ${id} AND member."userId" = enrollment."userId"
    WHERE enrollment."courseId" = ${courseId} AND enrollment.role = 'STUDENT' AND enrollment."removedAt" IS NULL
      ${Prisma.join([Prisma.empty, ...found], ' ')}`;
  return readPage(
    page,
    mostFirst,
    ({ sql, take }) => context.database.$queryRaw<StudentUseRow[]>`
      WITH student AS (${students}), used AS (
        SELECT coalesce(run."teamId", run."studentId") AS participant, sum(${seconds})::float8 AS seconds
        FROM run WHERE run."assignmentId" = ${id} AND run."rerunOf" IS NULL GROUP BY participant
      ), extra AS (
        SELECT student."userId", max(extension."extraBudgetSeconds") AS seconds FROM student
        LEFT JOIN team_member AS mate ON mate."teamId" = student."teamId"
        JOIN extension ON extension."assignmentId" = ${id}
        LEFT JOIN enrollment ON enrollment."sectionId" = extension."sectionId"
          AND enrollment."userId" = coalesce(mate."userId", student."userId")
        WHERE extension."studentId" = coalesce(mate."userId", student."userId") OR enrollment."userId" IS NOT NULL
        GROUP BY student."userId"
      ), use AS (
        SELECT student."userId", coalesce(used.seconds, 0) AS "secondsUsed",
          ${budgetSeconds}::int + coalesce(extra.seconds, 0) AS "budgetSeconds"
        FROM student LEFT JOIN used ON used.participant = coalesce(student."teamId", student."userId")
        LEFT JOIN extra ON extra."userId" = student."userId"
      )
      SELECT * FROM use WHERE ${sql.where} ORDER BY ${sql.orderBy} LIMIT ${take}`,
    async () => {
      const [row] = await context.database.$queryRaw<{ students: number }[]>`
        SELECT count(*)::int AS students FROM (${students}) AS student`;
      return row?.students ?? 0;
    },
  );
}

function requireBound(first: number): void {
  if (first < 1 || first > 100)
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 100, received ${first}.`);
}
