import type { GradeFileFormat } from '#contracts/gradeFiles';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import type { Context } from '../graphql/context.ts';
import type { Grade, GradebookStudent, GradeFile } from './grade.type.ts';
import { wholeGradebook } from './gradebook.ts';
import type { GradedAssignment } from './grades.ts';

type Cell = string | number | null;

/**
 * All grades of a course as CSV, as they stand now. At the end come the people of the roster who are not in the course
 * yet, with empty grades. For staff; throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN.
 *
 * The columns are those that each system imports:
 * - Canvas, "Import grades": Student, ID, SIS User ID, SIS Login ID, Section, the assignments, and a second line with
 *   the points possible. Canvas finds students by any of the three ids, and reads "EX" as excused.
 * - Moodle, "Import CSV file": ID number, Full name, Email address, and two columns an assignment that are mapped to an
 *   item: "(Real)" and "(Feedback)". Its files cannot excuse: the feedback says it, and the grade stays empty.
 * - Blackboard, "Work offline": Last Name, First Name, Username, Student ID, and columns with "[Total Pts: 10 Score]".
 *   An empty cell changes nothing there: who is excused has one.
 */
export async function gradeFile(
  context: Context,
  courseId: string,
  format: GradeFileFormat,
  sectionId?: string | null,
): Promise<GradeFile> {
  const course = await getCourse(context, courseId);
  await requireStaff(context, course.id, 'take grades home');
  const { assignments, students } = await wholeGradebook(context, course, { sectionId: sectionId ?? null });
  const pending = await pendingStudents(context, course.id, sectionId, assignments.length);
  const table = tables[format](assignments, [...students, ...pending]);
  // Excel reads a file without the mark in an old code page. Canvas and Moodle take it off; Blackboard does not.
  const mark = format === 'BLACKBOARD' ? '' : '\uFEFF';
  const title = course.title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return { name: `grades-${title || 'course'}-${format.toLowerCase()}.csv`, content: mark + csv(table) };
}

/**
 * The gradebook of an export: the plain file, and at its end who was removed and has grades. Those are as they were
 * published, else as staff gave them: by the rules a removed student has none. For staff; throws as `gradeFile` does.
 */
export async function exportedGradebook(context: Context, courseId: string): Promise<string> {
  const course = await getCourse(context, courseId);
  await requireStaff(context, course.id, 'take grades home');
  const { assignments, students } = await wholeGradebook(context, course, {});
  const present = [...students, ...(await pendingStudents(context, course.id, null, assignments.length))];
  const removed = await removedStudents(context, course.id, assignments);
  const [headings, ...rows] = tables.PLAIN(assignments, [...present, ...removed]);
  const removedAt = (row: number) => removed[row - present.length]?.removedAt.toISOString() ?? null;
  return `\uFEFF${csv([[...headings!, 'Removed'], ...rows.map((row, index) => [...row, removedAt(index)])])}`;
}

type Student = Omit<GradebookStudent, 'id' | 'grades'> & {
  grades: (Pick<Grade, 'feedback' | 'isExcused'> & { points: Cell })[];
};

/** Who was removed and has grades of these assignments, by name. */
async function removedStudents(
  { database }: Context,
  courseId: string,
  assignments: readonly GradedAssignment[],
): Promise<(Student & { removedAt: Date })[]> {
  const enrollments = await database.enrollment.findMany({
    where: { courseId, role: 'STUDENT', removedAt: { not: null } },
    include: { user: true, section: true },
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
  });
  const rows = await database.grade.findMany({
    where: {
      assignmentId: { in: assignments.map(({ id }) => id) },
      studentId: { in: enrollments.map(({ userId }) => userId) },
    },
  });
  const byStudent = Map.groupBy(rows, ({ studentId }) => studentId);
  const graded = enrollments.filter(({ userId }) => byStudent.has(userId));
  return graded.map(({ user, registeredName, studentNumber, section, removedAt }) => ({
    name: user.name,
    registeredName,
    email: user.email,
    studentNumber,
    section: section?.name ?? null,
    total: null,
    removedAt: removedAt!,
    grades: assignments.map(({ id, rule }) => {
      const grade = byStudent.get(user.id)?.find(({ assignmentId }) => assignmentId === id);
      const isPublished = grade?.publishedAt != null;
      const points = (isPublished ? grade.publishedPoints : (grade?.override ?? grade?.handPoints)) ?? null;
      const outOf = isPublished ? grade.publishedOutOf : null;
      return {
        // Of another number of points than the column says, where the rule has changed since.
        points: points !== null && outOf !== null && outOf !== rule.maxPoints ? `${points} of ${outOf}` : points,
        feedback: grade?.feedback ?? '',
        isExcused: (isPublished ? grade.publishedExcused : grade?.excused) ?? false,
      };
    }),
  }));
}

/** Who is in the roster and not in the course, by name. */
async function pendingStudents(
  { database }: Context,
  courseId: string,
  sectionId: string | null | undefined,
  assignments: number,
): Promise<Student[]> {
  const pending = await database.pendingMember.findMany({
    where: { courseId, ...(sectionId && { sectionId }) },
    include: { section: true },
    orderBy: [{ name: 'asc' }, { email: 'asc' }],
  });
  const grades = new Array(assignments).fill({ points: null, feedback: '', isExcused: false });
  return pending.map(({ name, email, studentNumber, section }) => ({
    name: name || email,
    registeredName: null,
    email,
    studentNumber,
    section: section?.name ?? null,
    total: null,
    grades,
  }));
}

type TableOf = (assignments: readonly GradedAssignment[], students: readonly Student[]) => Cell[][];

const tables: Record<GradeFileFormat, TableOf> = {
  PLAIN: (assignments, students) => [
    [
      'Name',
      'E-mail',
      'Student number',
      'Section',
      ...assignments.flatMap(({ title, rule }) => [`${title} (of ${rule.maxPoints})`, `${title}: feedback`]),
      'Total in %',
    ],
    ...students.map((student) => [
      schoolName(student),
      student.email,
      student.studentNumber,
      student.section,
      ...student.grades.flatMap((grade) => [grade.isExcused ? 'excused' : grade.points, grade.feedback]),
      student.total === null ? null : rounded(student.total * 100),
    ]),
  ],
  CANVAS: (assignments, students) => [
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...uniqueTitles(assignments)],
    ['    Points Possible', null, null, null, null, ...assignments.map(({ rule }) => rule.maxPoints)],
    ...students.map((student) => [
      schoolName(student),
      null,
      student.studentNumber,
      student.email,
      student.section,
      ...student.grades.map((grade) => (grade.isExcused ? 'EX' : grade.points)),
    ]),
  ],
  MOODLE: (assignments, students) => [
    [
      'ID number',
      'Full name',
      'Email address',
      ...uniqueTitles(assignments).flatMap((title) => [`${title} (Real)`, `${title} (Feedback)`]),
    ],
    ...students.map((student) => [
      student.studentNumber,
      schoolName(student),
      student.email,
      ...student.grades.flatMap(({ points, feedback, isExcused }) => [
        points,
        isExcused ? `Excused. ${feedback}`.trim() : feedback,
      ]),
    ]),
  ],
  BLACKBOARD: (assignments, students) => {
    const titles = uniqueTitles(assignments);
    return [
      [
        'Last Name',
        'First Name',
        'Username',
        'Student ID',
        ...assignments.map(({ rule }, index) => `${titles[index]} [Total Pts: ${rule.maxPoints} Score]`),
      ],
      ...students.map((student) => [
        // A name here is one text; Blackboard goes by the username.
        schoolName(student),
        '',
        student.email.split('@')[0] ?? '',
        student.studentNumber,
        ...student.grades.map(pointsOf),
      ]),
    ];
  },
};

/** The school's system knows a student by the name in its roster. */
const schoolName = ({ registeredName, name }: Student): string => registeredName ?? name;

const pointsOf = ({ points }: Student['grades'][number]): Cell => points;

/** School systems tell columns apart by their titles: of equal ones the later ones get a number. */
function uniqueTitles(assignments: readonly GradedAssignment[]): string[] {
  const seen = new Map<string, number>();
  return assignments.map(({ title }) => {
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    return count === 1 ? title : `${title} (${count})`;
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Lines end as RFC 4180 says. */
function csv(table: readonly (readonly Cell[])[]): string {
  return table.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

/**
 * One cell. A text that a spreadsheet would compute gets an apostrophe before it, as OWASP advises ("CSV injection"):
 * names and titles are other people's words.
 */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
