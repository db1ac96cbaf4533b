import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  Assignment as AssignmentRow,
  Course as CourseRow,
  DatasetVersion as DatasetVersionRow,
} from '#prisma/client';
import { requireMember, requireStaff } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { getCourse } from '../courses/course.service.ts';
import { Course } from '../courses/course.type.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import { DatasetVersion } from '../datasets/dataset.type.ts';
import type { Context } from '../graphql/context.ts';
import { assignmentLoaders } from './assignment.loaders.ts';
import { createAssignment, getAssignment } from './assignment.service.ts';
import { Assignment, CreateAssignmentInput } from './assignment.type.ts';
import { isOpen } from './openness.ts';

@Resolver(() => Assignment)
export class AssignmentResolver {
  @Query(() => Assignment)
  async assignment(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<AssignmentRow> {
    const assignment = await getAssignment(context, id);
    await requireMember(context, assignment.courseId);
    return assignment;
  }

  @Mutation(() => Assignment, { description: 'Staff only.' })
  async createAssignment(
    @Arg('input', () => CreateAssignmentInput) input: CreateAssignmentInput,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    const course = await getCourse(context, input.courseId);
    await requireStaff(context, course.id, 'create an assignment');
    return createAssignment(context, input);
  }

  @FieldResolver(() => Course)
  course(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<CourseRow | null> {
    return courseLoaders(context).course.load(assignment.courseId);
  }

  @FieldResolver(() => DatasetVersion)
  datasetVersion(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<DatasetVersionRow | null> {
    return datasetLoaders(context).datasetVersion.load(assignment.datasetVersionId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether runs can be submitted now.' })
  isOpen(@Root() assignment: AssignmentRow): boolean {
    return isOpen(assignment);
  }

  @FieldResolver(() => Int, { description: 'How many runs the asker may still submit now.' })
  async quotaLeft(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<number> {
    return Math.max(0, assignment.dailyQuota - (await assignmentLoaders(context).ownCountedRuns.load(assignment.id)));
  }
}

@Resolver(() => Course)
export class CourseAssignmentsResolver {
  @FieldResolver(() => [Assignment], { description: 'Newest first.' })
  assignments(@Root() course: CourseRow, @Ctx() context: Context): Promise<AssignmentRow[]> {
    return assignmentLoaders(context).assignmentsOfCourse.load(course.id);
  }
}
