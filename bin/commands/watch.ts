import { Command } from 'commander';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import { followRuns } from '../progress/followRuns.ts';
import { outcome } from '../progress/runText.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

export function watchCommand(): Command {
  return new Command('watch')
    .description('follow runs until they end: progress on stderr, the outcome on stdout')
    .argument('<runId...>', 'the runs')
    .addHelpText(
      'after',
      `
Ends with 1 when a run failed or was cancelled. Ctrl-C stops watching, not the runs.

Example:
  downstream watch 0198…`,
    )
    .action(async (runIds: string[]) => watchRuns(await signedInClient(), runIds));
}

/** Follows runs and prints how each ended; throws when one did not succeed. */
export async function watchRuns(client: Client, runIds: string[]): Promise<void> {
  const runs = await followRuns(runIds.map((runId) => ({ runId, client }))).finally(() => client.close());
  for (const run of runs) process.stdout.write(`${run.id}  ${outcome(run)}\n`);
  const unlucky = runs.filter((run) => run.status !== 'SUCCEEDED');
  if (unlucky.length > 0)
    throw new CommandError(
      exitCodes.runNotSucceeded,
      unlucky[0]!.failure?.code ?? unlucky[0]!.status,
      `${unlucky.length} of ${runs.length} runs did not succeed.`,
    );
}
