import { Command, InvalidArgumentError } from 'commander';
import { withTestCluster } from '../setup/database.ts';
import { type Attack, attacks, campaign } from './campaign.ts';

const command = new Command('npm run chaos --')
  .description('Kills, halts and cuts off workers while they train, and compares every run with an undisturbed one.')
  .option('--seed <n>', 'what is drawn by chance', wholeNumber, 1)
  .option('--points <n>', 'how many of the points of a run a process dies at (all, when absent)', wholeNumber)
  .option('--runs <n>', 'runs under random kills', wholeNumber, 100)
  .option('--kills <n>', 'random kills', wholeNumber, 200)
  .option('--times <n>', 'how often the database is cut off, a worker halted, and files cut short', wholeNumber, 5)
  .option('--only <attack>', `one of ${attacks.join(', ')}; may be given several times`, addAttack, [])
  .addHelpText(
    'after',
    '\nEach attack prints a line of JSON; the last line is the summary. Exit code 1: a run went wrong.',
  )
  .parse();
const { only, ...plan } = command.opts<{
  seed: number;
  points?: number;
  runs: number;
  kills: number;
  times: number;
  only: Attack[];
}>();

const print = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`);
const sum = {
  seed: plan.seed,
  pointsOfARun: 0,
  attacks: 0,
  happened: 0,
  killsAfterProgress: 0,
  killsAtAnyTime: 0,
  runs: 0,
  wrong: 0,
  seconds: 0,
};
await withTestCluster(async () => {
  for await (const finding of campaign(plan, only.length > 0 ? only : attacks, countPoints)) {
    print(finding);
    sum.attacks++;
    sum.happened += Number(finding.happened);
    sum.killsAfterProgress += finding.kills?.afterProgress ?? 0;
    sum.killsAtAnyTime += finding.kills?.atAnyTime ?? 0;
    sum.runs += finding.runs;
    sum.wrong += finding.wrong.length;
    sum.seconds += finding.seconds;
  }
});
print({ summary: sum });
process.exit(sum.wrong === 0 ? 0 : 1);

function countPoints(count: number): void {
  sum.pointsOfARun = count;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`Expected a whole number, received "${text}".`);
  return Number(text);
}

function addAttack(name: string, earlier: Attack[]): Attack[] {
  if (!attacks.includes(name as Attack))
    throw new InvalidArgumentError(`Expected one of ${attacks.join(', ')}, received "${name}".`);
  return [...earlier, name as Attack];
}
