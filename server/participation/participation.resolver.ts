import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow, Enrollment, Run as RunRow } from '#prisma/client';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import { Member } from '../courses/member.type.ts';
import type { Context } from '../graphql/context.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import { Run } from '../runs/run.type.ts';
import { participationLoaders } from './participation.loaders.ts';
import { Participation } from './participation.type.ts';

@Resolver(() => Assignment)
export class AssignmentParticipationResolver {
  @FieldResolver(() => Participation, {
    nullable: true,
    description:
      'Who has submitted and who is stuck, in numbers; `people` of the course has the names. Null to students.',
  })
  async participation(
    @Root() assignment: AssignmentRow,
    @Arg('sectionId', () => ID, { nullable: true, description: 'Only students of this section.' })
    sectionId: string | undefined,
    @Ctx() context: Context,
  ): Promise<Participation | null> {
    if (!isStaff(await roleIn(context, assignment.courseId))) return null;
    return participationLoaders(context).participation({ assignmentId: assignment.id, sectionId: sectionId ?? '' });
  }
}

@Resolver(() => Member)
export class MemberParticipationResolver {
  @FieldResolver(() => Run, {
    nullable: true,
    description: 'The newest run that they, or their team, have submitted to an assignment of the course. Staff only.',
  })
  async latestRun(
    @Root() { courseId, userId }: Enrollment,
    @Arg('assignmentId', () => ID, { description: 'The assignment.' }) assignmentId: string,
    @Ctx() context: Context,
  ): Promise<RunRow | null> {
    if (!isStaff(await roleIn(context, courseId))) return null;
    const id = await participationLoaders(context).latestRunId({ courseId, assignmentId, studentId: userId });
    return id === null ? null : runLoaders(context).run.load(id);
  }
}
