import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../graphql/context.ts';
import { type ProgressServices, type RunChange, watchRun } from './runProgress.service.ts';
import { RunProgress } from './runProgress.type.ts';

@Resolver(() => RunProgress)
export class RunProgressResolver {
  @Subscription(() => RunProgress, {
    description: 'The run now, then at every change, until it has ended; epoch is there when one was finished.',
    subscribe: ({ args, context }: { args: { runId: string }; context: Context & ProgressServices }) =>
      watchRun(context, args.runId),
  })
  runProgress(@Arg('runId', () => ID) _runId: string, @Root() change: RunChange, @Ctx() _context: Context): RunChange {
    return change;
  }
}
