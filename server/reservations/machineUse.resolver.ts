import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow, Course as CourseRow, User as UserRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { Course } from '../courses/course.type.ts';
import { type Page, PageArguments } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import {
  listAssignmentUse,
  listStudentUse,
  readMachineUse,
  type StudentUseRow,
  type UseRow,
} from './machineUse.service.ts';
import { AssignmentUse, MachineUse, StudentUse, StudentUseConnection } from './machineUse.type.ts';

@Resolver(() => Course)
export class MachineUseResolver {
  @Query(() => MachineUse, { description: 'Who uses the workers.' })
  machineUse(
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many courses at most: 1 to 100.' }) first: number,
    @Ctx() context: Context,
  ): Promise<MachineUse> {
    return readMachineUse(context, first);
  }

  @FieldResolver(() => [AssignmentUse], { description: 'What its assignments have used of the workers, newest first.' })
  assignmentUse(
    @Root() course: CourseRow,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many assignments at most: 1 to 100.' })
    first: number,
    @Ctx() context: Context,
  ): Promise<UseRow[]> {
    return listAssignmentUse(context, course.id, first);
  }
}

@Resolver(() => Assignment)
export class StudentUseOfAssignmentResolver {
  @FieldResolver(() => StudentUseConnection, {
    nullable: true,
    description: 'What each student of the course has used of the workers, the most first. Null to students.',
  })
  async studentUse(
    @Root() assignment: AssignmentRow,
    @Arg('search', () => String, { nullable: true, description: 'Words of a name or an e-mail address.' })
    search: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
  ): Promise<Page<StudentUseRow> | null> {
    if (!isStaff(await roleIn(context, assignment.courseId))) return null;
    return listStudentUse(context, assignment, search, page);
  }
}

@Resolver(() => StudentUse)
export class StudentUseResolver {
  @FieldResolver(() => User)
  student(@Root() { userId }: StudentUseRow, @Ctx() context: Context): Promise<UserRow> {
    return userLoaders(context).user.load(userId) as Promise<UserRow>;
  }
}
