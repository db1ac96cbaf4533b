import { rm } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { createRunFolder } from '../setup/runFolder.ts';
import { type Case, openBench } from './bench.ts';
import { cases } from './cases.ts';
import { asLine, asMarkdown, asText, machine } from './print.ts';
import { findPython } from './python.ts';
import { lineSchema, type Row, rowSchema, unmeasured } from './row.ts';
import { endSides } from './side.ts';

const command = new Command('npm run bench --')
  .description('Measures Downstream beside the real Keras, turn by turn, on this machine.')
  .option(
    '--only <case>',
    `one of ${cases.map(({ name }) => name).join(', ')}; may be given several times`,
    addCase,
    [],
  )
  .option('--json', 'one line of JSON a row')
  .option('--markdown', 'the table as tests/bench/README.md has it, at the end')
  .option('--quick', 'tiny sizes and one round: shows that everything runs, and says nothing of speed')
  .option('--rounds <n>', 'how often the sides take turns in the long cases', wholeNumber, 3)
  .addHelpText(
    'after',
    `
Cases:
${cases.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}

The real Keras is looked for in python3, or in the interpreter that PYTHON names. Without it only our side is measured.
Cases on the native engine need npm run engine:build. Everything takes about an hour on two idle cores.
For a machine with a GPU there is another bench, of eight minutes: npm run bench -- --gpu --help.
Exit codes: 0 all cases ran (whether or not a target was reached); 1 a case failed.`,
  )
  .showHelpAfterError('("npm run bench -- --help" lists the cases)')
  .parse();
const options = command.opts<{ only: Case[]; json?: true; markdown?: true; quick?: true; rounds: number }>();

const say = (line: string) => void process.stderr.write(`${line}\n`);
const python = findPython();
say(
  `${machine()}. ` +
    (python?.version ?? 'No Keras in Python: only ours is measured (PYTHON names another interpreter).'),
);
if (options.quick) say('Quick: sizes at which no figure means anything.');

const folder = await createRunFolder();
const rows: Row[] = [];
const failed: string[] = [];
try {
  const bench = openBench({
    folder,
    quick: options.quick ?? false,
    rounds: options.quick ? 1 : options.rounds,
    python,
    say,
  });
  for (const { name, about, run } of options.only.length > 0 ? options.only : cases) {
    say(`── ${name}: ${about}`);
    const started = performance.now();
    try {
      for await (const row of run(bench)) tell(row);
    } catch (error) {
      failed.push(name);
      say(`${name} failed: ${(error as Error).stack}`);
      tell(unmeasured(name, error as Error));
      endSides();
    }
    say(
      `── ${name}: ${((performance.now() - started) / 1000).toFixed(0)} s, ` +
        `${(performance.now() / 60_000).toFixed(0)} minutes in all`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (!options.json) process.stdout.write(`${(options.markdown ? asMarkdown : asText)(rows)}\n`);
if (failed.length > 0) say(`Not measured: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

function tell(measured: Row): void {
  const row = rowSchema.parse(measured);
  rows.push(row);
  const line = { ...row, machine: machine(), python: python?.version ?? null, quick: options.quick ?? false };
  if (options.json) process.stdout.write(`${JSON.stringify(lineSchema.parse(line))}\n`);
  else say(asLine(row));
}

function addCase(name: string, earlier: Case[]): Case[] {
  const found = cases.find((one) => one.name === name);
  if (!found)
    throw new InvalidArgumentError(`Expected one of ${cases.map((one) => one.name).join(', ')}, received "${name}".`);
  return [...earlier, found];
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d*$/.test(value))
    throw new InvalidArgumentError(`Expected a whole number from 1 on, received "${value}".`);
  return Number(value);
}
