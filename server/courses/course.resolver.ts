import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { languageOrNull } from '#contracts/languages';
import type { Course as CourseRow, CourseRole as Role } from '#prisma/client';
import { Language } from '../accounts/user.type.ts';
import type { Context } from '../graphql/context.ts';
import { isStaff, requireMember, roleIn } from './access.ts';
import { copyCourse } from './copyCourse.ts';
import {
  archiveCourse,
  createCourse,
  getCourse,
  keepModels,
  listCourses,
  openJoining,
  renewJoinCode,
  updateCourse,
} from './course.service.ts';
import {
  CopyCourseInput,
  Course,
  CourseContents,
  CourseRole,
  CreateCourseInput,
  KeepModelsInput,
  UpdateCourseInput,
} from './course.type.ts';
import { type DeletingContext, deleteCourse, readContents } from './deleteCourse.ts';
import { joinCourse } from './joining.ts';

@Resolver(() => Course)
export class CourseResolver {
  @Query(() => [Course], { description: 'The courses one is in, newest first.' })
  courses(@Ctx() context: Context): Promise<CourseRow[]> {
    return listCourses(context);
  }

  @Query(() => Course)
  async course(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<CourseRow> {
    const course = await getCourse(context, id);
    await requireMember(context, course.id);
    return course;
  }

  @Mutation(() => Course, { description: 'For administrators and teachers, who become its instructor.' })
  createCourse(
    @Arg('input', () => CreateCourseInput) input: CreateCourseInput,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return createCourse(context, input);
  }

  @Mutation(() => Course, { description: 'Become a student of the course with this code.' })
  joinCourse(@Arg('code', () => String) code: string, @Ctx() context: Context): Promise<CourseRow> {
    return joinCourse(context, code);
  }

  @Mutation(() => Course, {
    description: 'Staff only: for how long the trained models of its runs are kept.',
    deprecationReason: 'updateCourse sets it with the other settings.',
  })
  keepModels(@Arg('input', () => KeepModelsInput) input: KeepModelsInput, @Ctx() context: Context): Promise<CourseRow> {
    return keepModels(context, input);
  }

  @Mutation(() => Course, {
    description:
      'Staff only: its title, its time zone, its language, how long models are kept, and guests in lectures.',
  })
  updateCourse(
    @Arg('input', () => UpdateCourseInput, { description: 'The new settings.' }) input: UpdateCourseInput,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return updateCourse(context, input);
  }

  @Mutation(() => Course, { description: 'Instructors only: everybody can read it, and nothing in it changes.' })
  archiveCourse(
    @Arg('id', () => ID, { description: 'Of the course.' }) id: string,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return archiveCourse(context, id, true);
  }

  @Mutation(() => Course, { description: 'Instructors only: an archived course goes on.' })
  unarchiveCourse(
    @Arg('id', () => ID, { description: 'Of the course.' }) id: string,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return archiveCourse(context, id, false);
  }

  @Mutation(() => Course, { description: 'Staff only: the join code becomes another one, and it is open.' })
  renewJoinCode(
    @Arg('courseId', () => ID, { description: 'The course.' }) courseId: string,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return renewJoinCode(context, courseId);
  }

  @Mutation(() => Course, { description: 'Staff only: whether people can join with the code.' })
  openJoining(
    @Arg('courseId', () => ID, { description: 'The course.' }) courseId: string,
    @Arg('open', () => Boolean, { description: 'False closes it.' }) open: boolean,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return openJoining(context, courseId, open);
  }

  @Mutation(() => Course, {
    description:
      'Its instructors and assistants who may create courses: a new course with its assignments as drafts, its ' +
      'datasets and published weights, and none of its people.',
  })
  copyCourse(
    @Arg('input', () => CopyCourseInput, { description: 'What to copy, and when it happens.' }) input: CopyCourseInput,
    @Ctx() context: Context,
  ): Promise<CourseRow> {
    return copyCourse(context, input);
  }

  @Mutation(() => CourseContents, {
    description: 'Instructors only: deletes a course with all that it holds, for good. Answers what that was.',
  })
  deleteCourse(
    @Arg('id', () => ID, { description: 'Of the course.' }) id: string,
    @Arg('title', () => String, { description: 'Its title once more, so that no other course is meant.' })
    title: string,
    @Ctx() context: DeletingContext,
  ): Promise<CourseContents> {
    return deleteCourse(context, id, title);
  }

  @FieldResolver(() => Language, {
    nullable: true,
    description: 'The language for its people who have chosen none themselves; null where their browser says it.',
  })
  language(@Root() { language }: CourseRow): keyof typeof Language | null {
    return languageOrNull(language);
  }

  @FieldResolver(() => CourseContents, { nullable: true, description: 'For staff only; null to students.' })
  async contents(@Root() course: CourseRow, @Ctx() context: Context): Promise<CourseContents | null> {
    return isStaff(await roleIn(context, course.id)) ? readContents(context.database, course.id) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether people can join with the code.' })
  isJoinOpen(@Root() { joinClosedAt, archivedAt }: CourseRow): boolean {
    return joinClosedAt === null && archivedAt === null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Path of a zip of all that the course holds, for staff only; null to students.',
  })
  async exportPath(@Root() course: CourseRow, @Ctx() context: Context): Promise<string | null> {
    return isStaff(await roleIn(context, course.id)) ? `/exports/courses/${course.id}` : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'For staff only; null to students.' })
  async joinCode(@Root() course: CourseRow, @Ctx() context: Context): Promise<string | null> {
    return isStaff(await roleIn(context, course.id)) ? course.joinCode : null;
  }

  @FieldResolver(() => CourseRole, { description: "The asker's role." })
  role(@Root() course: CourseRow, @Ctx() context: Context): Promise<Role> {
    return requireMember(context, course.id);
  }
}
