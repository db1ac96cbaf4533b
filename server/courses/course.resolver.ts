import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, Enrollment, CourseRole as Role, User as UserRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import type { Context } from '../graphql/context.ts';
import { isStaff, isTaughtByViewer, requireMember, roleIn } from './access.ts';
import { courseLoaders } from './course.loaders.ts';
import { createCourse, getCourse, joinCourse, keepModels, listCourses } from './course.service.ts';
import { Course, CourseRole, CreateCourseInput, KeepModelsInput, Member } from './course.type.ts';

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

  @Mutation(() => Course, { description: 'Staff only: for how long the trained models of its runs are kept.' })
  keepModels(@Arg('input', () => KeepModelsInput) input: KeepModelsInput, @Ctx() context: Context): Promise<CourseRow> {
    return keepModels(context, input);
  }

  @FieldResolver(() => String, { nullable: true, description: 'For staff only; null to students.' })
  async joinCode(@Root() course: CourseRow, @Ctx() context: Context): Promise<string | null> {
    return isStaff(await roleIn(context, course.id)) ? course.joinCode : null;
  }

  @FieldResolver(() => CourseRole, { description: "The asker's role." })
  role(@Root() course: CourseRow, @Ctx() context: Context): Promise<Role> {
    return requireMember(context, course.id);
  }

  @FieldResolver(() => [Member], { description: 'Students see staff and themselves only.' })
  async members(@Root() course: CourseRow, @Ctx() context: Context): Promise<Enrollment[]> {
    const role = await requireMember(context, course.id);
    const members = await courseLoaders(context).membersOfCourse.load(course.id);
    return isStaff(role)
      ? members
      : members.filter((member) => isStaff(member.role) || member.userId === context.viewer?.id);
  }
}

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => User)
  user(@Root() member: Enrollment, @Ctx() context: Context): Promise<UserRow | null> {
    return userLoaders(context).user.load(member.userId);
  }
}

/** What an account shows to those who teach it. */
@Resolver(() => User)
export class TaughtUserResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Own, or of a course one teaches; else null.' })
  async email(@Root() user: Pick<UserRow, 'id' | 'email'>, @Ctx() context: Context): Promise<string | null> {
    return user.id === context.viewer?.id || (await isTaughtByViewer(context, user.id)) ? user.email : null;
  }
}
