import { Repeater } from '@graphql-yoga/subscription';
import { isFinished } from '#contracts/runStatus';
import type { ProgressNotice } from '#prisma/announce';
import type { Epoch, Run } from '#prisma/client';
import type { Context } from '../graphql/context.ts';
import { getRunForViewer } from '../runs/run.service.ts';
import type { ProgressFeed } from './progressFeed.ts';

/** What the subscription needs of a server. */
export interface ProgressServices {
  progress: ProgressFeed;
}

export interface RunChange {
  run: Run;
  epoch: Epoch | null;
}

/**
 * The run now, then at every notice of it, until it has ended. Each time it is asked again whether the viewer may see
 * it; the stream ends with what `getRunForViewer` throws. It listens before it reads for the first time, so that no
 * change falls between.
 */
export function watchRun(context: Context & ProgressServices, runId: string): Repeater<RunChange> {
  return new Repeater<RunChange>(async (push, stop) => {
    let turn = Promise.resolve();
    const deliver = (notice: ProgressNotice) => {
      turn = turn
        .then(async () => {
          const change = await readChange(context, notice);
          await push(change);
          if (isFinished(change.run.status)) stop();
        })
        .catch(stop);
    };
    const unlisten = context.progress.listen(runId, deliver);
    deliver({ runId });
    await stop;
    unlisten();
  });
}

async function readChange(context: Context, { runId, epoch }: ProgressNotice): Promise<RunChange> {
  context.answer = {};
  const [run, row] = await Promise.all([
    getRunForViewer(context, runId),
    epoch === undefined ? null : context.database.epoch.findUnique({ where: { runId_epoch: { runId, epoch } } }),
  ]);
  return { run, epoch: row };
}
