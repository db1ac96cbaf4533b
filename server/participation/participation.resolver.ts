import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Assignment as AssignmentRow } from '#prisma/client';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
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
