import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Run as RunRow, Weights as WeightsRow } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import { isStaff, requireStaff, roleIn } from '../courses/access.ts';
import type { DatasetContext } from '../datasets/dataset.context.ts';
import type { Context } from '../graphql/context.ts';
import { weightsLoaders } from '../weights/weights.loaders.ts';
import { Weights } from '../weights/weights.type.ts';
import { publishWeights } from './publishWeights.ts';
import { runLoaders } from './run.loaders.ts';
import { getRun } from './run.service.ts';
import { PublishWeightsInput, Run } from './run.type.ts';

@Resolver(() => Weights)
export class PublishedWeightsResolver {
  @Mutation(() => Weights, {
    description: 'Staff only: lets the students of the course start from what a run has learned.',
  })
  async publishWeights(
    @Arg('input', () => PublishWeightsInput) input: PublishWeightsInput,
    @Ctx() context: DatasetContext,
  ): Promise<WeightsRow> {
    const run = await getRun(context, input.runId);
    const { courseId } = await getAssignment(context, run.assignmentId);
    await requireStaff(context, courseId, 'publish weights');
    return publishWeights(context, courseId, run, input);
  }

  @FieldResolver(() => Run, { nullable: true, description: "Where they come from; null when it is another student's." })
  async run(@Root() { runId, courseId }: WeightsRow, @Ctx() context: Context): Promise<RunRow | null> {
    const run = runId === null ? null : await runLoaders(context).run.load(runId);
    const seen = run?.studentId === context.viewer?.id || isStaff(await roleIn(context, courseId));
    return seen ? run : null;
  }
}

@Resolver(() => Run)
export class RunWeightsResolver {
  @FieldResolver(() => [Weights], { description: 'What the course published of it, newest first.' })
  publishedWeights(@Root() run: RunRow, @Ctx() context: Context): Promise<WeightsRow[]> {
    return weightsLoaders(context).weightsOfRun.load(run.id);
  }
}
