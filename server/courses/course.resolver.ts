import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  Assignment as AssignmentRow,
  Course as CourseRow,
  Dataset as DatasetRow,
  Enrollment,
  CourseRole as Role,
  Weights as WeightsRow,
} from '#prisma/client';
import { Assignment } from '../assignments/assignment.type.ts';
import type { Context } from '../context.ts';
import { Dataset } from '../datasets/dataset.type.ts';
import { Weights } from '../weights/weights.type.ts';
import { requireMember, roleIn } from './access.ts';
import { CreateCourseInput } from './course.input.ts';
import { createCourse, getCourse, joinCourse, listCourses } from './course.service.ts';
import { Course, CourseRole } from './course.type.ts';
import { Member } from './member.type.ts';
import { isStaff } from './staff.ts';

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
    const members = await context.loaders.membersOfCourse.load(course.id);
    return isStaff(role)
      ? members
      : members.filter((member) => isStaff(member.role) || member.userId === context.viewer?.id);
  }

  @FieldResolver(() => [Dataset])
  datasets(@Root() course: CourseRow, @Ctx() context: Context): Promise<DatasetRow[]> {
    return context.loaders.datasetsOfCourse.load(course.id);
  }

  @FieldResolver(() => [Assignment], { description: 'Newest first.' })
  assignments(@Root() course: CourseRow, @Ctx() context: Context): Promise<AssignmentRow[]> {
    return context.loaders.assignmentsOfCourse.load(course.id);
  }

  @FieldResolver(() => [Weights], {
    description: "What recipes may name besides a backbone's own weights, newest first.",
  })
  publishedWeights(@Root() course: CourseRow, @Ctx() context: Context): Promise<WeightsRow[]> {
    return context.loaders.weightsOfCourse.load(course.id);
  }
}
