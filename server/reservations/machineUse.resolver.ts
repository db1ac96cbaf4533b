import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow } from '#prisma/client';
import { Course } from '../courses/course.type.ts';
import type { Context } from '../graphql/context.ts';
import { listAssignmentUse, readMachineUse, type UseRow } from './machineUse.service.ts';
import { AssignmentUse, MachineUse } from './machineUse.type.ts';

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
