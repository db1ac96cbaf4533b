import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { recipeSchema } from '#contracts/recipe';
import type { Run as RunRow } from '#prisma/client';
import type { Context } from '../graphql/context.ts';
import type { RunContext } from '../runs/run.service.ts';
import { Run, SubmitRunPayload } from '../runs/run.type.ts';
import { readTransfer, type Transfer as TransferOf } from './transfer.service.ts';
import { Difference, MeasuredCurve, Transfer, TransferCurve } from './transfer.type.ts';
import { submitTwin } from './twin.ts';

@Resolver(() => Run)
export class RunTransferResolver {
  @Mutation(() => SubmitRunPayload, {
    description:
      "Submits the from-scratch twin of one's run: the same recipe with random weights and nothing frozen. It counts " +
      'against the quota as any run.',
  })
  submitTwin(
    @Arg('runId', () => ID) runId: string,
    @Ctx() context: RunContext,
  ): Promise<{ run: RunRow; alreadySubmitted: boolean }> {
    return submitTwin(context, runId);
  }

  @FieldResolver(() => Transfer, {
    nullable: true,
    description: 'Of a run from pretrained weights, and of its twin; null for any other run from scratch.',
  })
  transfer(@Root() run: RunRow, @Ctx() context: Context): Promise<TransferOf | null> {
    return readTransfer(context, run);
  }
}

@Resolver(() => Transfer)
export class TransferResolver {
  @FieldResolver(() => Run, { nullable: true, description: 'The newest twin, ended or not; null when there is none.' })
  twin(@Root() { twin }: TransferOf): RunRow | null {
    return twin;
  }

  @FieldResolver(() => [TransferCurve])
  curves(@Root() { pretrained, scratch }: TransferOf): TransferCurve[] {
    const curve = (isFromScratch: boolean) => (run: RunRow) => ({
      runId: run.id,
      seed: recipeSchema.parse(run.recipe).seed,
      isFromScratch,
    });
    return [...pretrained.map(curve(false)), ...scratch.map(curve(true))];
  }

  @FieldResolver(() => Difference, { nullable: true })
  start(@Root() { measure }: TransferOf): Difference | null {
    return measure?.start ?? null;
  }

  @FieldResolver(() => Difference, { nullable: true })
  slope(@Root() { measure }: TransferOf): Difference | null {
    return measure?.slope ?? null;
  }

  @FieldResolver(() => Difference, { nullable: true })
  asymptote(@Root() { measure }: TransferOf): Difference | null {
    return measure?.asymptote ?? null;
  }

  @FieldResolver(() => Int, { nullable: true })
  epochs(@Root() { measure }: TransferOf): number | null {
    return measure?.epochs ?? null;
  }

  @FieldResolver(() => Int, { nullable: true })
  earlyEpochs(@Root() { measure }: TransferOf): number | null {
    return measure?.earlyEpochs ?? null;
  }

  @FieldResolver(() => Int, { nullable: true })
  lateEpochs(@Root() { measure }: TransferOf): number | null {
    return measure?.lateEpochs ?? null;
  }

  @FieldResolver(() => MeasuredCurve, { nullable: true })
  pretrained(@Root() { measure }: TransferOf): MeasuredCurve | null {
    return measure?.pretrained ?? null;
  }

  @FieldResolver(() => MeasuredCurve, { nullable: true })
  scratch(@Root() { measure }: TransferOf): MeasuredCurve | null {
    return measure?.scratch ?? null;
  }
}
