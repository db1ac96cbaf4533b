import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { backboneTrainedByStage } from '#contracts/parameters';
import { runProgressSchema } from '#contracts/progress';
import { type Recipe, recipeSchema } from '#contracts/recipe';
import { isFinished } from '#contracts/runStatus';
import { plannedEpochs } from '#contracts/stages';
import type { Assignment as AssignmentRow, Run as RunRow, User as UserRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import type { Context } from '../graphql/context.ts';
import { weightsName } from '../weights/weights.service.ts';
import { cancelRun } from './cancelRun.ts';
import { readEvaluation, readSealedEvaluation } from './evaluation.service.ts';
import { Evaluation, SealedEvaluation } from './evaluation.type.ts';
import type { RunContext } from './run.service.ts';
import { getRunForViewer, listRuns, readFailure } from './run.service.ts';
import { Failure, Progress, Run, RunStatus, SubmitRunInput, SubmitRunPayload, UpdateRunInput } from './run.type.ts';
import { submitRun } from './submitRun.ts';
import { updateRun } from './updateRun.ts';

@Resolver(() => Run)
export class RunResolver {
  @Query(() => Run, { description: "One's own, or any of a course that one gives." })
  run(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<RunRow> {
    return getRunForViewer(context, id);
  }

  @Query(() => [Run], {
    description: "Newest first. A student sees their own runs, the staff everybody's.",
    deprecationReason: 'Use Assignment.runs, which has pages and searches, or myRuns.',
  })
  runs(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('studentId', () => ID, { nullable: true }) studentId: string | undefined,
    @Arg('statuses', () => [RunStatus], { nullable: true }) statuses: (keyof typeof RunStatus)[] | undefined,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => ID, { nullable: true }) after: string | undefined,
    @Ctx() context: Context,
  ): Promise<RunRow[]> {
    return listRuns(context, {
      assignmentId,
      studentId: studentId ?? undefined,
      statuses: statuses ?? undefined,
      first,
      after: after ?? undefined,
    });
  }

  @Mutation(() => SubmitRunPayload)
  submitRun(
    @Arg('input', () => SubmitRunInput) input: SubmitRunInput,
    @Ctx() context: RunContext,
  ): Promise<{ run: RunRow; alreadySubmitted: boolean }> {
    return submitRun(context, input.assignmentId, input.recipe);
  }

  @Mutation(() => Run, { description: "One's own, or as staff." })
  async cancelRun(@Arg('id', () => ID) id: string, @Ctx() context: RunContext): Promise<RunRow> {
    return cancelRun(context, await getRunForViewer(context, id));
  }

  @Mutation(() => Run, { description: "One's own run, or one's team's: its name, note and tags." })
  updateRun(
    @Arg('input', () => UpdateRunInput, { description: 'What changes.' }) input: UpdateRunInput,
    @Ctx() context: RunContext,
  ): Promise<RunRow> {
    return updateRun(context, input);
  }

  @FieldResolver(() => Assignment)
  assignment(@Root() run: RunRow, @Ctx() context: Context): Promise<AssignmentRow> {
    return getAssignment(context, run.assignmentId);
  }

  @FieldResolver(() => User)
  student(@Root() run: RunRow, @Ctx() context: Context): Promise<UserRow | null> {
    return userLoaders(context).user.load(run.studentId);
  }

  @FieldResolver(() => GraphQLJSON)
  recipe(@Root() run: RunRow): Recipe {
    return recipeOf(run);
  }

  @FieldResolver(() => String)
  backbone(@Root() run: RunRow): string {
    return recipeOf(run).backbone;
  }

  @FieldResolver(() => String, { description: 'By name; the recipe says the id of weights that the course published.' })
  weights(@Root() run: RunRow, @Ctx() context: Context): Promise<string> {
    return weightsName(context, recipeOf(run).weights);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the parameters of its backbone were trained and kept, so that the staff can publish them.',
  })
  hasBackboneWeights(@Root() run: RunRow): boolean {
    return run.backboneWeights !== null;
  }

  @FieldResolver(() => Int)
  seed(@Root() run: RunRow): number {
    return recipeOf(run).seed;
  }

  @FieldResolver(() => Int)
  plannedEpochs(@Root() run: RunRow): number {
    return plannedEpochs(recipeOf(run));
  }

  @FieldResolver(() => [Int], {
    nullable: true,
    description: 'Parameters that each stage of the training changes; null before a worker has built the network.',
  })
  trainableParamsByStage(@Root() run: RunRow): number[] | null {
    const { trainableParams } = run;
    if (trainableParams === null) return null;
    const [first = 0, ...others] = backboneTrainedByStage(recipeOf(run));
    return [trainableParams, ...others.map((trained) => trainableParams - first + trained)];
  }

  @FieldResolver(() => Progress, { nullable: true, description: 'Null when no worker has it.' })
  progress(@Root() run: RunRow): Progress | null {
    return run.progress === null || run.status === 'QUEUED' || isFinished(run.status)
      ? null
      : runProgressSchema.parse(run.progress);
  }

  @FieldResolver(() => Failure, { nullable: true })
  async failure(@Root() run: RunRow, @Ctx() context: Context): Promise<Failure | null> {
    return readFailure(context, run, await getAssignment(context, run.assignmentId));
  }

  @FieldResolver(() => Evaluation, {
    nullable: true,
    description: "What a student may know of the test set's scores; null before the run succeeded.",
  })
  async evaluation(@Root() run: RunRow, @Ctx() context: Context): Promise<Evaluation | null> {
    return readEvaluation(context, run, await getAssignment(context, run.assignmentId));
  }

  @FieldResolver(() => SealedEvaluation, {
    nullable: true,
    description: 'The whole evaluation: staff only, null to everyone else.',
  })
  async sealedEvaluation(@Root() run: RunRow, @Ctx() context: Context): Promise<SealedEvaluation | null> {
    return readSealedEvaluation(context, run, await getAssignment(context, run.assignmentId));
  }

  @FieldResolver(() => Float, { nullable: true, description: 'Seconds from claim to end; null before.' })
  seconds(@Root() { startedAt, finishedAt }: RunRow): number | null {
    return startedAt && finishedAt ? (finishedAt.getTime() - startedAt.getTime()) / 1000 : null;
  }
}

const recipes = new WeakMap<RunRow, Recipe>();

/** A stored recipe has been checked already; fields that recipes got later are filled in, once for an answer. */
function recipeOf(run: RunRow): Recipe {
  const recipe = recipes.get(run) ?? recipeSchema.parse(run.recipe);
  recipes.set(run, recipe);
  return recipe;
}
