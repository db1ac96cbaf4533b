import { Command, Option } from 'commander';
import { csvText } from '#contracts/csv';
import type { Client } from '../api/client.ts';
import { signedInClient } from '../api/credentials.ts';
import { LeaderboardDocument, type LeaderboardEntryFragment, type LeaderboardQuery } from '../api/generated/graphql.ts';
import { table } from '../terminal/table.ts';

export function leaderboardCommand(): Command {
  return new Command('leaderboard')
    .description("an assignment's leaderboard, as far as its mode shows it to you")
    .argument('<assignmentId>')
    .option('--without-names', 'pseudonyms in place of names, to staff as well')
    .option('--csv', 'print it as CSV')
    .addOption(new Option('--json', 'print what the API answers').conflicts('csv'))
    .addHelpText(
      'after',
      `
Examples:
  downstream leaderboard 0198… --json
  downstream leaderboard 0198… --csv --without-names > board.csv`,
    )
    .action(show);
}

async function show(
  assignmentId: string,
  options: { json?: boolean; csv?: boolean; withoutNames?: boolean },
): Promise<void> {
  const { entries, ...board } = await readBoard(await signedInClient(), assignmentId, !options.withoutNames);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...board, entries }, null, 2)}\n`);
    return;
  }
  if (options.csv) {
    process.stdout.write(leaderboardCsv(entries));
    return;
  }
  const share = board.isFinal ? 'final scores' : 'scores of the public share of the test set';
  const frozen = board.isFrozen ? `, frozen at ${board.freezeAt}` : '';
  const heading = `${board.assignment.title}: ${board.assignment.metric.toLowerCase()}, ${share}${frozen}`;
  process.stdout.write(`${heading}\n\n${leaderboardTable(entries)}\n`);
}

type Board = Omit<LeaderboardQuery['leaderboard'], 'entriesPage'> & { entries: LeaderboardEntryFragment[] };

/** A whole board, page after page. */
export async function readBoard(client: Client, assignmentId: string, names = true): Promise<Board> {
  const entries: LeaderboardEntryFragment[] = [];
  for (let after: string | null | undefined; ; ) {
    const { leaderboard } = await client.request(LeaderboardDocument, { assignmentId, names, after });
    const { entriesPage, ...board } = leaderboard;
    entries.push(...entriesPage.nodes);
    after = entriesPage.pageInfo.endCursor;
    if (!entriesPage.pageInfo.hasNextPage) return { ...board, entries };
  }
}

export function leaderboardTable(entries: LeaderboardEntryFragment[]): string {
  if (entries.length === 0) return 'No run has succeeded yet.';
  const places = entries.map(({ section, place }) => `${section} ${place}`);
  const areShared = new Set(places).size < places.length;
  const rows = table(
    ['place', 'student', 'backbone', 'weights', 'score', 'images', 'runs'],
    entries.map((entry) => [
      entry.section === 'IN_TIME' ? entry.place : `${entry.place} (${entry.section.toLowerCase()})`,
      entry.name,
      entry.backbone,
      entry.weights,
      scoreText(entry.scoreRange),
      entry.scoreRange.images,
      entry.runsSubmitted,
    ]),
  );
  return areShared ? `${rows}\n\nThe test set cannot tell those apart that share a place.` : rows;
}

function leaderboardCsv(entries: LeaderboardEntryFragment[]): string {
  return csvText(
    ['section', 'place', 'student', 'backbone', 'weights', 'score from', 'score to', 'images', 'days late', 'runs'],
    entries.map(({ scoreRange, ...entry }) => [
      entry.section,
      entry.place,
      entry.name,
      entry.backbone,
      entry.weights,
      scoreRange.low,
      scoreRange.high,
      scoreRange.images,
      entry.daysLate,
      entry.runsSubmitted,
    ]),
  );
}

/** "0.5 to 0.5556" where the score is known as a range. */
function scoreText({ low, high }: LeaderboardEntryFragment['scoreRange']): string {
  const short = (score: number) => Number(score.toFixed(4));
  return low === high ? String(short(low)) : `${short(low)} to ${short(high)}`;
}
