import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Course as CourseRow, Run as RunRow, Weights as WeightsRow } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import type { Context } from '../context.ts';
import { requireStaff, roleIn } from '../courses/access.ts';
import { Course } from '../courses/course.type.ts';
import { isStaff } from '../courses/staff.ts';
import { getRun } from '../runs/run.service.ts';
import { Run } from '../runs/run.type.ts';
import { PublishWeightsInput } from './weights.input.ts';
import { publishWeights } from './weights.service.ts';
import { Weights } from './weights.type.ts';

@Resolver(() => Weights)
export class WeightsResolver {
  @Mutation(() => Weights, {
    description: 'Staff only: lets the students of the course start from what a run has learned.',
  })
  async publishWeights(
    @Arg('input', () => PublishWeightsInput) input: PublishWeightsInput,
    @Ctx() context: Context,
  ): Promise<WeightsRow> {
    const run = await getRun(context, input.runId);
    const { courseId } = await getAssignment(context, run.assignmentId);
    await requireStaff(context, courseId, 'publish weights');
    return publishWeights(context, courseId, run, input);
  }

  @FieldResolver(() => Course)
  course(@Root() weights: WeightsRow, @Ctx() context: Context): Promise<CourseRow | null> {
    return context.loaders.course.load(weights.courseId);
  }

  @FieldResolver(() => Run, { nullable: true, description: "Where they come from; null when it is another student's." })
  async run(@Root() { runId, courseId }: WeightsRow, @Ctx() context: Context): Promise<RunRow | null> {
    const run = runId === null ? null : await context.loaders.run.load(runId);
    const seen = run?.studentId === context.viewer?.id || isStaff(await roleIn(context, courseId));
    return seen ? run : null;
  }
}
