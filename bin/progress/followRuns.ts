import { isFinished } from '#contracts/runStatus';
import type { Client } from '../api/client.ts';
import { RunProgressDocument, type RunStateFragment } from '../api/generated/graphql.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import type { RunDisplay } from './runDisplay.ts';
import { progressBars, progressLines } from './runDisplay.ts';

export interface FollowedRun {
  runId: string;
  /** Whose API key may see it. */
  client: Client;
  /** What to call it in front of its progress; the student and the backbone when absent. */
  label?: string;
}

/**
 * Follows runs until all have ended and answers their last states, in the order given. Bars on a terminal, plain lines
 * elsewhere.
 */
export async function followRuns(
  followed: FollowedRun[],
  output: NodeJS.WriteStream = process.stderr,
): Promise<RunStateFragment[]> {
  const labels = new Map(followed.map(({ runId, label }) => [runId, label]));
  const labelOf = (run: RunStateFragment) => labels.get(run.id) ?? `${run.student.name} · ${run.backbone}`;
  const display = output.isTTY ? progressBars(output, labelOf) : progressLines(output, labelOf);
  try {
    return await Promise.all(followed.map((run) => follow(run, display)));
  } finally {
    display.close();
  }
}

async function follow({ runId, client }: FollowedRun, display: RunDisplay): Promise<RunStateFragment> {
  for await (const { runProgress: progress } of client.subscribe(RunProgressDocument, { runId })) {
    for (const epoch of progress.epochs) display.update(progress.run, epoch);
    if (progress.epochs.length === 0) display.update(progress.run, null);
    if (isFinished(progress.run.status)) return progress.run;
  }
  throw new CommandError(
    exitCodes.outOfReach,
    'OUT_OF_REACH',
    `${client.url} ended the progress of run ${runId} before the run ended.`,
    {
      hint: `Go on with "downstream watch ${runId}".`,
    },
  );
}
