import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../graphql/context.ts';
import { RunProgress } from './runProgress.type.ts';
import type { ProgressServices, RunChange } from './runWatch.ts';

@Resolver(() => RunProgress)
export class RunProgressResolver {
  @Subscription(() => RunProgress, {
    description:
      'The run now, then at its changes, at most four times a second, until it has ended. Each message has all ' +
      'epochs that ended since the last.',
    subscribe: ({ args, context }: { args: { runId: string }; context: Context & ProgressServices }) =>
      context.progress.watch(context, args.runId),
  })
  runProgress(@Arg('runId', () => ID) _runId: string, @Root() change: RunChange, @Ctx() _context: Context): RunChange {
    return change;
  }
}
