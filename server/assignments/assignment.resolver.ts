import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { daysBegun } from '#contracts/courseTime';
import type {
  AssignmentRevision as AssignmentRevisionRow,
  Assignment as AssignmentRow,
  Course as CourseRow,
  DatasetVersion as DatasetVersionRow,
} from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { noExtra } from '#prisma/extras';
import type { Queue } from '#prisma/queue';
import { unused } from '#prisma/usage';
import { isStaff, requireMember, requireStaff, roleIn } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { getCourse } from '../courses/course.service.ts';
import { Course } from '../courses/course.type.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import { DatasetVersion } from '../datasets/dataset.type.ts';
import type { Context } from '../graphql/context.ts';
import { assignmentLoaders } from './assignment.loaders.ts';
import { createAssignment, getAssignment, getAssignmentAsStaff, seesAssignment } from './assignment.service.ts';
import {
  Assignment,
  AssignmentChange,
  AssignmentDependents,
  AssignmentRevision,
  CreateAssignmentInput,
  OwnDates,
  OwnQuota,
} from './assignment.type.ts';
import {
  closeAssignment,
  type Dependents,
  deleteAssignment,
  dependentsOf,
  duplicateAssignment,
  publishAssignment,
  unpublishAssignment,
} from './lifecycle.ts';
import { extendedDates, isOpen } from './openness.ts';
import { type Quota, quotaOf } from './quota.ts';
import { updateAssignment } from './updateAssignment.ts';

@Resolver(() => Assignment)
export class AssignmentResolver {
  @Query(() => Assignment, { description: 'Of a course that one is in; a draft for its staff only.' })
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

  @Mutation(() => Assignment, {
    description:
      'Staff only. Refused with EDIT_CONFLICT and the newer values when somebody has saved since `edition`, and with ' +
      'CONFIRMATION_NEEDED when it would make older runs unfair to compare and `newRevision` is false, or when it ' +
      'makes runs late and `laterRuns` is not their number.',
  })
  async updateAssignment(
    @Arg('id', () => ID) id: string,
    @Arg('edition', () => Int, { description: 'The one that the change began from.' }) edition: number,
    @Arg('input', () => AssignmentChange) change: AssignmentChange,
    @Arg('newRevision', () => Boolean, { defaultValue: false, description: 'Agrees to a new revision.' })
    newRevision: boolean,
    @Arg('reason', () => String, { defaultValue: '', description: 'Why, shown with the revision.' }) reason: string,
    @Arg('laterRuns', () => Int, {
      nullable: true,
      description: 'Agrees that so many runs become late, or lose more points for being late.',
    })
    laterRuns: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    const assignment = await getAssignmentAsStaff(context, id, 'change an assignment');
    const save = { edition, change, newRevision, reason, laterRuns: laterRuns ?? null };
    return forgetAnswer(context, await updateAssignment(context, assignment, save));
  }

  @Mutation(() => Assignment, { description: 'Staff only: students see it from now on, or from a later time on.' })
  async publishAssignment(
    @Arg('id', () => ID) id: string,
    @Arg('at', () => GraphQLDateTime, {
      nullable: true,
      description: 'From when on students see it. Now, when left out or over.',
    })
    at: Date | null | undefined,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    const assignment = await getAssignmentAsStaff(context, id, 'publish');
    return forgetAnswer(context, await publishAssignment(context, assignment, at ?? null));
  }

  @Mutation(() => Assignment, { description: 'Staff only: a draft again, while no student has submitted.' })
  async unpublishAssignment(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<AssignmentRow> {
    const assignment = await getAssignmentAsStaff(context, id, 'hide an assignment');
    return forgetAnswer(context, await unpublishAssignment(context, assignment));
  }

  @Mutation(() => Assignment, { description: 'Staff only: closes it now. To reopen it, move `closesAt`.' })
  async closeAssignment(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<AssignmentRow> {
    const assignment = await getAssignmentAsStaff(context, id, 'close an assignment');
    return forgetAnswer(context, await closeAssignment(context, assignment));
  }

  @Mutation(() => Assignment, { description: 'Staff only: a draft with everything but runs, people and past dates.' })
  async duplicateAssignment(
    @Arg('id', () => ID) id: string,
    @Arg('title', () => String, { nullable: true, description: 'The same when left out.' }) title: string | undefined,
    @Ctx() context: Context,
  ): Promise<AssignmentRow> {
    const assignment = await getAssignmentAsStaff(context, id, 'duplicate an assignment');
    return duplicateAssignment(context, assignment, title ?? undefined);
  }

  @Mutation(() => ID, { description: 'Staff only. Answers the id. Its runs, teams, extensions and grades go with it.' })
  async deleteAssignment(
    @Arg('id', () => ID) id: string,
    @Arg('runs', () => Int, { description: 'How many runs go with it, as `dependents` says.' }) runs: number,
    @Ctx() context: Context & { queue: Queue },
  ): Promise<string> {
    await deleteAssignment(context, await getAssignmentAsStaff(context, id, 'delete an assignment'), runs);
    return id;
  }

  @FieldResolver(() => Course)
  course(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<CourseRow | null> {
    return courseLoaders(context).course.load(assignment.courseId);
  }

  @FieldResolver(() => DatasetVersion)
  datasetVersion(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<DatasetVersionRow | null> {
    return datasetLoaders(context).datasetVersion.load(assignment.datasetVersionId);
  }

  @FieldResolver(() => String, {
    description: "The IANA name of the course's time zone, in which its dates are meant.",
  })
  async timeZone(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<string> {
    const course = await courseLoaders(context).course.load(assignment.courseId);
    return course?.timeZone ?? 'UTC';
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the asker can submit runs now, extensions considered: in no archived course.',
  })
  async isOpen(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<boolean> {
    const course = await courseLoaders(context).course.load(assignment.courseId);
    if (course?.archivedAt) return false;
    if (assignment.closesAt === null) return isOpen(assignment);
    const extra = await assignmentLoaders(context).ownExtra.load(assignment.id);
    return isOpen(extendedDates(assignment, extra ?? noExtra));
  }

  @FieldResolver(() => OwnDates)
  async ownDates(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<OwnDates> {
    const extra = (await assignmentLoaders(context).ownExtra.load(assignment.id)) ?? noExtra;
    const { dueAt, closesAt } = extendedDates(assignment, extra);
    const daysLate = dueAt ? daysBegun(dueAt, databaseNow(), await this.timeZone(assignment, context)) : 0;
    return { dueAt, closesAt, isExtended: extra.extraSeconds > 0, daysLate };
  }

  @FieldResolver(() => OwnQuota)
  async ownQuota(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<Quota> {
    const { ownUsage, ownExtra } = assignmentLoaders(context);
    const [usage, extra] = await Promise.all([ownUsage.load(assignment.id), ownExtra.load(assignment.id)]);
    return quotaOf(assignment, usage ?? unused, extra ?? noExtra);
  }

  @FieldResolver(() => Int, {
    description: 'How many runs the asker may still submit now.',
    deprecationReason: 'Ask for `ownQuota { left of nextFreeAt }`.',
  })
  async quotaLeft(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<number> {
    return (await this.ownQuota(assignment, context)).left;
  }

  @FieldResolver(() => [AssignmentRevision], { description: 'The revisions before this one, newest first.' })
  revisions(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<AssignmentRevisionRow[]> {
    return assignmentLoaders(context).revisions.load(assignment.id);
  }

  @FieldResolver(() => AssignmentDependents, {
    nullable: true,
    description: 'What would be deleted with it; null to students.',
  })
  async dependents(@Root() assignment: AssignmentRow, @Ctx() context: Context): Promise<Dependents | null> {
    if (!isStaff(await roleIn(context, assignment.courseId))) return null;
    return dependentsOf(context.database, assignment.id);
  }
}

@Resolver(() => AssignmentRevision)
export class AssignmentRevisionResolver {
  @FieldResolver(() => DatasetVersion)
  datasetVersion(@Root() revision: AssignmentRevisionRow, @Ctx() context: Context): Promise<DatasetVersionRow | null> {
    return datasetLoaders(context).datasetVersion.load(revision.datasetVersionId);
  }
}

@Resolver(() => Course)
export class CourseAssignmentsResolver {
  @FieldResolver(() => [Assignment], { description: 'Newest first. Drafts are for staff only.' })
  async assignments(@Root() course: CourseRow, @Ctx() context: Context): Promise<AssignmentRow[]> {
    const assignments = await assignmentLoaders(context).assignmentsOfCourse.load(course.id);
    const seen = await Promise.all(assignments.map((assignment) => seesAssignment(context, assignment)));
    return assignments.filter((_, index) => seen[index]);
  }
}

/** What was read before a change must not be answered after it. */
function forgetAnswer<Row>(context: Context, row: Row): Row {
  context.answer = {};
  return row;
}
