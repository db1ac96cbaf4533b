import { loadavg } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { mersenneTwister } from '../../../contracts/random/mersenneTwister.ts';
import { machine } from '../print.ts';
import { answers } from './answers.ts';
import { type ApiRow, isReached, type Measured } from './apiRow.ts';
import { type LargeSite, openLargeSite, type Size } from './largeSite.ts';
import { liveCurves } from './liveCurves.ts';
import { longQueue } from './longQueue.ts';
import { rowSizes } from './rowSizes.ts';
import { submissions } from './submissions.ts';

/** What is measured of the API, by name. `draw` answers a whole number below the given one. */
const cases = { answers, rows: rowSizes, curves: liveCurves, submissions, queue: longQueue } satisfies Record<
  string,
  (site: LargeSite, draw: (below: number) => number) => AsyncGenerator<Measured>
>;
type CaseName = keyof typeof cases;

const year: Size = { students: 2000, runsEach: 50, epochsEach: 100 };
const small: Size = { students: 60, runsEach: 10, epochsEach: 10 };

const command = new Command('npm run bench:api --')
  .description('Measures the API over HTTP with a year of a large course: one line of JSON a row.')
  .option('--only <case>', `one of ${Object.keys(cases).join(', ')}; may be given several times`, addCase, [])
  .option('--seed <n>', 'which students and runs are drawn', Number, 1)
  .option('--quick', 'a small course: shows that everything runs, and says nothing of speed')
  .addHelpText(
    'after',
    '\nExit codes: 0 all cases ran (whether or not a target was reached); 1 a case failed. See tests/bench/README.md.',
  )
  .parse();
const { only, seed, quick } = command.opts<{ only: CaseName[]; seed: number; quick?: true }>();
const say = (line: string) => void process.stderr.write(`${line}\n`);

const next = mersenneTwister(seed);
const draw = (below: number) => next() % below;
const site = await openLargeSite(quick ? small : year, say);
const { students, runsEach, epochsEach } = site.size;
const facts = { seed, runs: students * runsEach, epochs: students * runsEach * epochsEach, machine: machine() };
let failed = false;
try {
  for (const name of only.length > 0 ? only : (Object.keys(cases) as CaseName[])) {
    const load = Number(loadavg()[0]!.toFixed(1));
    try {
      for await (const measured of cases[name](site, draw)) {
        const row: ApiRow = { case: name, ...measured, reached: isReached(measured), load };
        process.stdout.write(`${JSON.stringify({ ...row, ...facts })}\n`);
      }
    } catch (error) {
      failed = true;
      say(`${name} failed: ${(error as Error).stack}`);
    }
  }
} finally {
  await site.close();
}
process.exitCode = failed ? 1 : 0;

function addCase(name: string, earlier: CaseName[]): CaseName[] {
  if (!(name in cases))
    throw new InvalidArgumentError(`Expected one of ${Object.keys(cases).join(', ')}, received "${name}".`);
  return [...earlier, name as CaseName];
}
