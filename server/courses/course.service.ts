import { z } from 'zod';
import { line } from '#contracts/line';
import { type Course, Prisma } from '#prisma/client';
import { mayTeach, requireViewer } from '../accounts/viewer.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { requireStaff } from './access.ts';
import { courseLoaders } from './course.loaders.ts';
import type { CreateCourseInput, KeepModelsInput } from './course.type.ts';
import { newJoinCode, normalizeJoinCode } from './joinCode.ts';

/** Throws UNAUTHENTICATED or NOT_FOUND. */
export async function getCourse(context: Context, id: string): Promise<Course> {
  requireViewer(context);
  const course = await courseLoaders(context).course.load(id);
  if (!course) throw new ApiError('NOT_FOUND', `Expected the id of a course, received "${id}".`);
  return course;
}

/** The courses that the viewer is in, newest first. */
export function listCourses(context: Context): Promise<Course[]> {
  const { id } = requireViewer(context);
  return context.database.course.findMany({
    where: { enrollments: { some: { userId: id } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
}

/** Creates a course whose instructor is the viewer. Throws FORBIDDEN to accounts that may not teach. */
export function createCourse(context: Context, input: CreateCourseInput): Promise<Course> {
  const viewer = requireViewer(context);
  if (!mayTeach(viewer))
    throw new ApiError(
      'FORBIDDEN',
      `Only an administrator or a teacher may create a course; your account is a ${viewer.siteRole}.`,
    );
  const { title } = checkInput(z.object({ title: line(200) }), input);
  return context.database.course.create({
    data: { title, joinCode: newJoinCode(), enrollments: { create: { userId: viewer.id, role: 'INSTRUCTOR' } } },
  });
}

/** Sets how long trained models are kept. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT. */
export async function keepModels(context: Context, input: KeepModelsInput): Promise<Course> {
  const { id } = await getCourse(context, input.courseId);
  await requireStaff(context, id, 'say how long models are kept');
  const { days } = checkInput(z.object({ days: z.int().min(1).max(3650) }), input);
  return context.database.course.update({ where: { id }, data: { keepModelsDays: days } });
}

/** Makes the viewer a student of the course with this code. Throws NOT_FOUND or ALREADY_ENROLLED. */
export async function joinCourse(context: Context, code: string): Promise<Course> {
  const viewer = requireViewer(context);
  const course = await context.database.course.findUnique({ where: { joinCode: normalizeJoinCode(code) } });
  if (!course)
    throw new ApiError(
      'NOT_FOUND',
      `Expected the code of a course, received "${code}"; its instructor knows the code.`,
    );
  try {
    await context.database.enrollment.create({ data: { courseId: course.id, userId: viewer.id, role: 'STUDENT' } });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ApiError('ALREADY_ENROLLED', `You are in "${course.title}" already.`);
    throw error;
  }
  return course;
}
