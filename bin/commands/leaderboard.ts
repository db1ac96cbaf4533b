import { Command } from 'commander';
import { signedInClient } from '../api/credentials.ts';
import { LeaderboardDocument, type LeaderboardEntryFragment } from '../api/generated/graphql.ts';
import { table } from '../terminal/table.ts';

export function leaderboardCommand(): Command {
  return new Command('leaderboard')
    .description("an assignment's leaderboard")
    .argument('<assignmentId>')
    .option('--json', 'print what the API answers')
    .addHelpText(
      'after',
      `
Example:
  downstream leaderboard 0198… --json`,
    )
    .action(show);
}

async function show(assignmentId: string, options: { json?: boolean }): Promise<void> {
  const client = await signedInClient();
  const { leaderboard: board } = await client.request(LeaderboardDocument, { assignmentId });
  if (options.json) {
    process.stdout.write(`${JSON.stringify(board, null, 2)}\n`);
    return;
  }
  const share = board.isFinal ? 'final scores' : 'scores of the public share of the test set';
  const heading = `${board.assignment.title}: ${board.assignment.metric.toLowerCase()}, ${share}`;
  process.stdout.write(`${heading}\n\n${leaderboardTable(board.entries)}\n`);
}

export function leaderboardTable(entries: LeaderboardEntryFragment[]): string {
  if (entries.length === 0) return 'No run has succeeded yet.';
  return table(
    ['rank', 'student', 'backbone', 'weights', 'score', 'runs'],
    entries.map((entry) => [
      entry.rank,
      entry.student.name,
      entry.backbone,
      entry.weights,
      Number(entry.score.toFixed(4)),
      entry.runsSubmitted,
    ]),
  );
}
