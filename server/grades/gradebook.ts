import { courseTotal } from '#contracts/grading';
import type { LeaderboardMetric } from '#contracts/metrics';
import type { Course } from '#prisma/client';
import { isFinal } from '../assignments/openness.ts';
import { mostPerPage, type Page, type PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { searchWords } from '../graphql/search.ts';
import type { Grade, GradebookAssignment, GradebookSort, GradebookStudent } from './grade.type.ts';
import { computeGrades, type GradedAssignment, graded } from './grades.ts';

export interface GradebookOrder {
  sort: keyof typeof GradebookSort;
  /** The assignment whose points count for POINTS. */
  assignmentId?: string | null;
  descending: boolean;
}

export interface GradebookFilter {
  search?: string | null;
  sectionId?: string | null;
}

/** The graded assignments of a course, oldest first. */
export async function gradedAssignments({ database }: Pick<Context, 'database'>, courseId: string) {
  const rows = await database.assignment.findMany({
    where: { courseId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return graded(rows);
}

/** The columns of the gradebook with what the class has in them. The caller has checked who asks. */
export async function gradebookAssignments(context: Context, course: Course): Promise<GradebookAssignment[]> {
  const assignments = await gradedAssignments(context, course.id);
  const grades = Map.groupBy(
    await computeGrades(context.database, course.id, assignments),
    (grade) => grade.assignmentId,
  );
  return assignments.map((assignment) => {
    const column = grades.get(assignment.id) ?? [];
    const points = column.flatMap((grade) => grade.points ?? []);
    return {
      id: assignment.id,
      title: assignment.title,
      metric: assignment.metric as LeaderboardMetric,
      outOf: assignment.rule.maxPoints,
      weight: assignment.gradeWeight,
      isFinal: isFinal(assignment),
      closesAt: assignment.closesAt,
      finalAt: assignment.finalAt ?? assignment.closesAt,
      handPoints: assignment.rule.handPoints,
      teamSize: assignment.teamSize,
      publishedAt: assignment.gradesPublishedAt,
      mean: points.length === 0 ? null : points.reduce((sum, value) => sum + value, 0) / points.length,
      graded: points.length,
      needHandPoints: column.filter(({ needsHandPoints }) => needsHandPoints).length,
      unpublished: column.filter(({ publishedAt, hasChanged }) => publishedAt === null || hasChanged).length,
    };
  });
}

/**
 * One page of a course's students with all their grades. It is computed as a whole for the orders that need every
 * student's points; else only the page's grades are. The caller has checked who asks. Throws BAD_USER_INPUT.
 */
export async function gradebookStudents(
  context: Context,
  course: Course,
  { first, after }: PageArguments,
  order: GradebookOrder,
  filter: GradebookFilter,
): Promise<Page<GradebookStudent>> {
  if (first < 1 || first > mostPerPage)
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to ${mostPerPage}, received ${first}.`);
  const assignments = await gradedAssignments(context, course.id);
  if (order.sort === 'POINTS' && !assignments.some(({ id }) => id === order.assignmentId))
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected the id of a graded assignment of this course as assignmentId, received "${order.assignmentId ?? ''}".`,
    );
  const students = await listStudents(context, course.id, filter);
  const needsGrades = order.sort === 'TOTAL' || order.sort === 'POINTS';
  const rows = needsGrades ? await withGrades(context, course, assignments, students) : students;
  const sorted = rows.toSorted(comparison(order));
  const start = after == null ? 0 : placeAfter(sorted, after);
  const page = sorted.slice(start, start + first);
  const nodes = needsGrades ? page : await withGrades(context, course, assignments, page);
  const edges = nodes.map((node) => ({ node, cursor: node.id }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: start + first < sorted.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: async () => sorted.length,
  };
}

/** All students of a course with their grades, by name. The caller has checked who asks. */
export async function wholeGradebook(
  context: Context,
  course: Course,
  filter: GradebookFilter,
): Promise<{ assignments: GradedAssignment[]; students: GradebookStudent[] }> {
  const assignments = await gradedAssignments(context, course.id);
  const students = await withGrades(context, course, assignments, await listStudents(context, course.id, filter));
  return { assignments, students: students.toSorted(comparison({ sort: 'NAME', descending: false })) };
}

async function listStudents(
  { database }: Context,
  courseId: string,
  { search, sectionId }: GradebookFilter,
): Promise<GradebookStudent[]> {
  const enrollments = await database.enrollment.findMany({
    where: { courseId, role: 'STUDENT', removedAt: null, ...(sectionId != null && { sectionId }) },
    select: {
      studentNumber: true,
      registeredName: true,
      user: { select: { id: true, name: true, email: true } },
      section: { select: { name: true } },
    },
  });
  const words = searchWords(search).map((word) => word.toLowerCase());
  return enrollments
    .map(({ user, studentNumber, registeredName, section }) => ({
      ...user,
      registeredName,
      studentNumber,
      section: section?.name ?? null,
      total: null,
      grades: [],
    }))
    .filter(({ name, registeredName, email, studentNumber }) => {
      const text = `${name}\n${registeredName ?? ''}\n${email}\n${studentNumber ?? ''}`.normalize('NFC').toLowerCase();
      return words.every((word) => text.includes(word));
    });
}

async function withGrades(
  { database }: Context,
  course: Course,
  assignments: readonly GradedAssignment[],
  students: readonly GradebookStudent[],
): Promise<GradebookStudent[]> {
  const ids = students.map(({ id }) => id);
  const grades = Map.groupBy(await computeGrades(database, course.id, assignments, ids), (grade) => grade.studentId);
  const place = new Map(assignments.map(({ id }, index) => [id, index]));
  const weights = new Map(assignments.map(({ id, gradeWeight }) => [id, gradeWeight]));
  return students.map((student) => {
    const own = (grades.get(student.id) ?? []).toSorted(
      (a, b) => place.get(a.assignmentId)! - place.get(b.assignmentId)!,
    );
    return { ...student, grades: own, total: totalOf(own, weights, course.dropLowest) };
  });
}

function totalOf(grades: readonly Grade[], weights: ReadonlyMap<string, number>, dropLowest: number): number | null {
  const counted = grades.flatMap(({ points, outOf, assignmentId }) =>
    points === null ? [] : [{ points, outOf, weight: weights.get(assignmentId) ?? 1 }],
  );
  return courseTotal(counted, dropLowest);
}

const collator = new Intl.Collator('en', { numeric: true });

/** By the order asked for, then by name; what is not there comes last, in both directions. */
function comparison({ sort, assignmentId, descending }: GradebookOrder) {
  const key = (student: GradebookStudent): string | number | null => {
    switch (sort) {
      case 'NAME':
        return student.name;
      case 'STUDENT_NUMBER':
        return student.studentNumber;
      case 'SECTION':
        return student.section;
      case 'TOTAL':
        return student.total;
      case 'POINTS':
        return student.grades.find((grade) => grade.assignmentId === assignmentId)?.points ?? null;
    }
  };
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return (first: GradebookStudent, second: GradebookStudent): number => {
    const [a, b] = [key(first), key(second)];
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
    } else {
      const order = compare(a, b);
      if (order !== 0) return descending ? -order : order;
    }
    return collator.compare(first.name, second.name) || (first.id < second.id ? -1 : 1);
  };
}

/** Where the page after a student begins. */
function placeAfter(students: readonly GradebookStudent[], after: string): number {
  const place = students.findIndex(({ id }) => id === after);
  if (place === -1)
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected a cursor of this list as after, received ${JSON.stringify(after.slice(0, 100))}.`,
    );
  return place + 1;
}
