import { Command, InvalidArgumentError } from 'commander';
import { type FuzzReport, fuzz } from './fuzz.ts';
import { targets } from './targets.ts';

const names = Object.keys(targets);
const command = new Command('npm run fuzz --')
  .description('Gives what reads the files and messages of strangers inputs that were changed by chance.')
  .option('--seed <n>', 'what is drawn by chance', wholeNumber, 1)
  .option('--cases <n>', 'inputs, over all targets', wholeNumber, 1_000_000)
  .option('--only <target>', `one of ${names.join(', ')}; may be given several times`, addTarget, [])
  .addHelpText('after', '\nEach target prints a line of JSON. Exit code 1: one did what it must not do.')
  .parse();
const { seed, cases, only } = command.opts<{ seed: number; cases: number; only: string[] }>();

/** How many of a hundred inputs a target gets. Small and quick ones get more. */
const shares: Record<string, number> = { images: 30, zips: 15, h5: 5, keras: 5, yaml: 25, graphql: 15, sockets: 5 };

const chosen = only.length > 0 ? only : names;
const all = chosen.reduce((sum, name) => sum + shares[name]!, 0);
const reports: FuzzReport[] = [];
for (const target of chosen) {
  const report = await fuzz(target, { seed, cases: Math.ceil((cases * shares[target]!) / all) });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  reports.push(report);
}
process.exit(reports.some(({ faults }) => faults.length > 0) ? 1 : 0);

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError(`Expected a whole number, received "${text}".`);
  return Number(text);
}

function addTarget(name: string, earlier: string[]): string[] {
  if (!names.includes(name)) throw new InvalidArgumentError(`Expected one of ${names.join(', ')}, received "${name}".`);
  return [...earlier, name];
}
