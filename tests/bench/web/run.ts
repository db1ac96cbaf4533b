import { loadavg } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { table } from '../../../bin/terminal/table.ts';
import { withTestCluster } from '../../setup/database.ts';
import { machine } from '../print.ts';
import { cases } from './cases.ts';
import { openPages } from './pages.ts';
import type { WebRow } from './webRow.ts';

const command = new Command('npm run bench:web --')
  .description('Measures the pages of the site in Chromium, on this machine.')
  .option('--only <case>', `one of ${Object.keys(cases).join(', ')}; may be given several times`, addCase, [])
  .option('--json', 'one line of JSON a row')
  .addHelpText(
    'after',
    '\nExit codes: 0 all cases ran (whether or not a target was reached); 1 a case failed. See tests/bench/README.md.',
  )
  .parse();
const { only, json } = command.opts<{ only: (keyof typeof cases)[]; json?: true }>();
const say = (line: string) => void process.stderr.write(`${line}\n`);

say(`${machine()}, load ${loadavg()[0]!.toFixed(1)}.`);
const rows: WebRow[] = [];
const failed: string[] = [];
await withTestCluster(async () => {
  const pages = await openPages(say);
  try {
    for (const name of only.length > 0 ? only : (Object.keys(cases) as (keyof typeof cases)[])) {
      say(`── ${name}`);
      const load = loadavg()[0]!;
      try {
        for (const measured of await cases[name](pages)) {
          const row = { case: name, ...measured, load };
          rows.push(row);
          if (json) process.stdout.write(`${JSON.stringify({ ...row, machine: machine() })}\n`);
          else say(cellsOf(row).join('  '));
        }
      } catch (error) {
        failed.push(name);
        say(`${name} failed: ${(error as Error).stack}`);
      }
    }
  } finally {
    await pages.close();
  }
});
if (!json)
  process.stdout.write(`${table(['case', 'measure', 'value', 'target', 'reached', 'load'], rows.map(cellsOf))}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function cellsOf({ case: name, measure, value, unit, target, atLeast, load }: WebRow): string[] {
  const digits = unit === 's' || unit === 'MB' ? 2 : 0;
  const reached = value === null ? '–' : (atLeast ? value >= target : value <= target) ? 'yes' : 'no';
  const shown = value === null ? '–' : `${value.toFixed(digits)} ${unit}`;
  return [name, measure, shown, `${atLeast ? '≥' : '≤'} ${target} ${unit}`, reached, load.toFixed(1)];
}

function addCase(name: string, earlier: string[]): string[] {
  if (!(name in cases))
    throw new InvalidArgumentError(`Expected one of ${Object.keys(cases).join(', ')}, received "${name}".`);
  return [...earlier, name];
}
