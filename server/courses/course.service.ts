import { z } from 'zod';
import { languages } from '#contracts/languages';
import { line } from '#contracts/line';
import type { Course, Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { followDates } from '#prisma/lateness';
import { mayTeach, requireViewer } from '../accounts/viewer.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import type { Context, Viewer } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { present, requireInstructor, requireStaff } from './access.ts';
import { courseLoaders } from './course.loaders.ts';
import type { CreateCourseInput, KeepModelsInput, UpdateCourseInput } from './course.type.ts';
import { newJoinCode } from './joinCode.ts';
import { enterPendingCourses } from './joining.ts';
import { inPeople } from './lockPeople.ts';

/** Throws UNAUTHENTICATED or NOT_FOUND. */
export async function getCourse(context: Context, id: string): Promise<Course> {
  requireViewer(context);
  const course = await courseLoaders(context).course.load(id);
  if (!course) throw new ApiError('NOT_FOUND', `Expected the id of a course, received "${id}".`);
  return course;
}

/** The courses that the viewer is in, newest first; those among them whose rosters have waited for this account. */
export async function listCourses(context: Context): Promise<Course[]> {
  const { id } = requireViewer(context);
  await enterPendingCourses(context);
  return context.database.course.findMany({
    where: { enrollments: { some: { userId: id, ...present } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
}

/** Creates a course whose instructor is the viewer. Throws FORBIDDEN to accounts that may not teach. */
export async function createCourse(context: Context, input: CreateCourseInput): Promise<Course> {
  const viewer = requireTeacher(context);
  const { title, timeZone } = checkInput(z.object({ title: courseTitle, timeZone: ianaZone.nullish() }), input);
  return context.database.$transaction(async (transaction) => {
    const course = await transaction.course.create({
      data: {
        title,
        ...(timeZone && { timeZone }),
        joinCode: newJoinCode(),
        enrollments: { create: { userId: viewer.id, role: 'INSTRUCTOR' } },
      },
    });
    await recordChange(context, transaction, {
      courseId: course.id,
      action: 'course.create',
      subjectId: course.id,
      subject: title,
    });
    return course;
  });
}

/** Throws FORBIDDEN to accounts that may not teach. */
export function requireTeacher(context: Context): Viewer {
  const viewer = requireViewer(context);
  if (!mayTeach(viewer))
    throw new ApiError(
      'FORBIDDEN',
      `Only an administrator or a teacher may create a course; your account is a ${viewer.siteRole}.`,
    );
  return viewer;
}

export const courseTitle = line(200);

/** The IANA name of a time zone, such as Asia/Seoul. */
export const ianaZone = z.string().refine(isZone, {
  params: { code: 'timeZone' },
  error: ({ input }) => `expected the IANA name of a time zone, such as Asia/Seoul, received ${JSON.stringify(input)}`,
});

function isZone(name: string): boolean {
  try {
    // Offsets such as +09:00 are taken too, and have no summer time.
    return !/^[+-]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** Renames a course and sets what it is set to. Throws NOT_FOUND, FORBIDDEN, COURSE_ARCHIVED or BAD_USER_INPUT. */
export async function updateCourse(context: Context, input: UpdateCourseInput): Promise<Course> {
  const before = await getCourse(context, input.courseId);
  await requireStaff(context, before.id, 'change its settings');
  const { title, timeZone, language, keepModelsDays, guestsInLectures } = checkInput(
    z.object({
      title: courseTitle.nullish(),
      timeZone: ianaZone.nullish(),
      language: z.enum(languages).nullish(),
      keepModelsDays: daysKept.nullish(),
      guestsInLectures: z.boolean().nullish(),
    }),
    input,
  );
  const data = {
    title: title ?? before.title,
    timeZone: timeZone ?? before.timeZone,
    language: language === undefined ? before.language : language,
    keepModelsDays: keepModelsDays ?? before.keepModelsDays,
    guestsInLectures: guestsInLectures ?? before.guestsInLectures,
  };
  return change(context, before, 'course.update', data);
}

/** Archives a course, so that nothing in it changes any more. Throws NOT_FOUND or FORBIDDEN. */
export async function archiveCourse(context: Context, id: string, archive: boolean): Promise<Course> {
  const before = await getCourse(context, id);
  await requireInstructor(context, id, archive ? 'archive it' : 'open it again', { inArchive: true });
  if ((before.archivedAt !== null) === archive) return before;
  const archivedAt = archive ? databaseNow() : null;
  return change(context, before, archive ? 'course.archive' : 'course.unarchive', { archivedAt });
}

/** Makes a new join code; the old one does not work any more. Throws NOT_FOUND, FORBIDDEN or COURSE_ARCHIVED. */
export async function renewJoinCode(context: Context, id: string): Promise<Course> {
  const before = await getCourse(context, id);
  await requireStaff(context, id, 'renew the join code');
  return change(context, before, 'course.renewJoinCode', { joinCode: newJoinCode(), joinClosedAt: null });
}

/** Lets people join with the code, or not. Throws NOT_FOUND, FORBIDDEN or COURSE_ARCHIVED. */
export async function openJoining(context: Context, id: string, open: boolean): Promise<Course> {
  const before = await getCourse(context, id);
  await requireStaff(context, id, 'close the join code');
  if ((before.joinClosedAt === null) === open) return before;
  const joinClosedAt = open ? null : databaseNow();
  return change(context, before, open ? 'course.openJoining' : 'course.closeJoining', { joinClosedAt });
}

function change(context: Context, before: Course, action: string, data: Partial<Course>): Promise<Course> {
  // The code lets people in: it is no text for a log.
  const { joinCode: _, ...shown } = data;
  return context.database.$transaction(async (transaction) => {
    await recordChange(context, transaction, {
      courseId: before.id,
      action,
      subjectId: before.id,
      subject: data.title ?? before.title,
      changes: differences(before, shown),
    });
    const after = await transaction.course.update({ where: { id: before.id }, data });
    if (after.timeZone !== before.timeZone) await moveDays(transaction, before.id);
    return after;
  }, inPeople);
}

/** Days late are counted by the course's calendar. */
async function moveDays(transaction: Transaction, courseId: string): Promise<void> {
  const due = await transaction.assignment.findMany({
    where: { courseId, dueAt: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of due) await followDates(transaction, id);
}

const daysKept = z.int().min(1).max(3650);

/** Sets how long trained models are kept. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT. */
export async function keepModels(context: Context, input: KeepModelsInput): Promise<Course> {
  const { id } = await getCourse(context, input.courseId);
  await requireStaff(context, id, 'say how long models are kept');
  const { days } = checkInput(z.object({ days: daysKept }), input);
  return updateCourse(context, { courseId: id, keepModelsDays: days });
}
